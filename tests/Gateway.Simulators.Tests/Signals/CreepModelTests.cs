using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Tests.Signals;

public class CreepModelTests
{
    // The analytic benchmark: alpha = 2, A = 0.01 1/mm, tf = 30 d.
    [Theory]
    [InlineData(0, 0, 3.3333)]
    [InlineData(5, 18.232, 4.0)]
    [InlineData(10, 40.547, 5.0)]
    [InlineData(15, 69.315, 6.6667)]
    [InlineData(20, 109.861, 10.0)]
    [InlineData(22, 132.176, 12.5)]
    [InlineData(24, 160.944, 16.6667)]
    [InlineData(25, 179.176, 20.0)]
    [InlineData(26, 201.490, 25.0)]
    [InlineData(27, 230.259, 33.3333)]
    [InlineData(28, 270.805, 50.0)]
    [InlineData(29, 340.120, 100.0)]
    public void Follows_the_published_curve(double day, double displacement, double velocity)
    {
        var creep = new CreepModel(new CreepOptions(0.01, 30, 10_000), new ModelClock());
        creep.DisplacementAt(day).ShouldBe(displacement, 0.0006);
        creep.VelocityAt(day).ShouldBe(velocity, 0.00006);
        creep.DisplacementAt(day).ShouldBe(100 * Math.Log(30 / (30 - day)), 1e-6);
        creep.VelocityAt(day).ShouldBe(100 / (30 - day), 1e-6);
    }

    [Fact]
    public void Velocity_is_the_derivative_of_displacement_through_rain_and_slide()
    {
        var clock = new ModelClock();
        var rain = new RainModel(clock, [new Storm(480, 20, 115), new Storm(490, 5, 30)]);
        var creep = new CreepModel(new CreepOptions(0.01, 30, 500, 0.05), clock, rain);
        for (var day = 1.003; day < 33; day += 0.37)
        {
            var slope = (creep.DisplacementAt(day + 1e-5) - creep.DisplacementAt(day - 1e-5)) / 2e-5;
            creep.VelocityAt(day).ShouldBe(slope, 1e-3 * Math.Max(1, slope));
        }
    }

    [Fact]
    public void Rain_makes_a_slope_faster_and_it_calms_down_again()
    {
        var clock = new ModelClock();
        var rain = new RainModel(clock, [new Storm(120, 24, 100)]);
        var dry = new CreepModel(new CreepOptions(0.01, 30), clock);
        var wet = new CreepModel(new CreepOptions(0.01, 30, 1000, 0.05), clock, rain);
        wet.VelocityAt(4).ShouldBe(dry.VelocityAt(4), 1e-9);
        var atOnce = wet.VelocityAt(6) - dry.VelocityAt(6);
        var later = wet.VelocityAt(16) - dry.VelocityAt(16);
        atOnce.ShouldBeGreaterThan(3);
        later.ShouldBe(atOnce * Math.Pow(0.84, 10), 1e-6);
    }

    [Fact]
    public void Rain_windows_hold_what_fell_in_them()
    {
        var rain = new RainModel(new ModelClock(), [new Storm(10, 4, 40)]);
        rain.Outputs["intensity"].ValueAt(11 * 3600).ShouldBe(10, 1e-9);
        rain.Outputs["last1h"].ValueAt(10.5 * 3600).ShouldBe(5, 1e-9);
        rain.Outputs["last24h"].ValueAt(20 * 3600).ShouldBe(40, 1e-9);
        rain.Outputs["last24h"].ValueAt(36 * 3600).ShouldBe(20, 1e-9);
        rain.Outputs["total"].ValueAt(100 * 3600).ShouldBe(40, 1e-9);
    }
}
