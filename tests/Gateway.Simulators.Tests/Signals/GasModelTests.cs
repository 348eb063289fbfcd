using FsCheck;
using FsCheck.Fluent;
using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Tests.Signals;

public class GasModelTests
{
    private static readonly GasBoxOptions Room = new(110, 200, 8, 60, 5, 0);
    private static readonly GasPlumeOptions Yard = new(0.1, 120, 5, 0, 0.5, 0.5, 2, 5, 30);

    [Fact]
    public void A_closed_room_settles_where_release_and_air_change_balance()
    {
        var box = new GasBoxModel(Room, new ModelClock(), new StepFunction(0), new StepFunction(1));
        var settled = 110.0 / (200 * 8) * 100 / 5 * 100;
        box.Outputs["concentration"].ValueAt(0).ShouldBe(0, 1e-9);
        box.Outputs["concentration"].ValueAt(3600 / 8.0).ShouldBe(settled * (1 - Math.Exp(-1)), 1e-6);
        box.Outputs["concentration"].ValueAt(36_000).ShouldBe(settled, 1e-6);
    }

    [Fact]
    public void Ventilation_lowers_the_concentration_and_never_makes_it_jump()
    {
        var box = new GasBoxModel(Room, new ModelClock(), new StepFunction(0, (600, 1)), new StepFunction(1));
        var gas = box.Outputs["concentration"];
        gas.ValueAt(600.001).ShouldBe(gas.ValueAt(599.999), 0.05);
        var last = gas.ValueAt(600);
        for (var t = 610.0; t < 1200; t += 10)
        {
            gas.ValueAt(t).ShouldBeLessThan(last);
            last = gas.ValueAt(t);
        }

        last.ShouldBe(Room.SteadyPercentLel(1, 60), 0.5);
    }

    [Fact]
    public void Closing_the_leak_empties_the_room()
    {
        var box = new GasBoxModel(Room, new ModelClock(), new StepFunction(1), new StepFunction(1, (600, 0)));
        box.Outputs["concentration"].ValueAt(1200).ShouldBeLessThan(0.01);
    }

    [Fact]
    public void More_wind_thins_the_plume() =>
        Prop.ForAll<byte, byte>((a, b) =>
        {
            var (low, high) = (0.5 + (Math.Min(a, b) / 20.0), 0.6 + (Math.Max(a, b) / 20.0));
            return Yard.PercentLel(high) < Yard.PercentLel(low);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_plume_is_strongest_on_its_axis_and_thins_with_distance()
    {
        Yard.PercentLel(2).ShouldBeGreaterThan((Yard with { CrosswindM = 1 }).PercentLel(2));
        Yard.PercentLel(2).ShouldBeGreaterThan((Yard with { DistanceM = 10 }).PercentLel(2));
        (Yard with { CrosswindM = 1 }).PercentLel(2).ShouldBe((Yard with { CrosswindM = -1 }).PercentLel(2), 1e-9);
    }

    [Fact]
    public void A_detector_shows_nine_tenths_of_a_step_after_its_t90()
    {
        var lag = new LaggedApproach(30);
        lag.Add(0, 0, 0, 1);
        lag.Add(100, 50, 50, 1);
        lag.ValueAt(100).ShouldBe(0, 1e-9);
        lag.ValueAt(130).ShouldBe(45, 1e-6);
    }

    [Fact]
    public void Wind_at_the_detector_shows_after_its_lag()
    {
        var plume = new GasPlumeModel(Yard, new ModelClock(), new StepFunction(1, (900, 4)));
        var gas = plume.Outputs["concentration"];
        gas.ValueAt(899).ShouldBe(Yard.PercentLel(2), 0.2);
        gas.ValueAt(901).ShouldBeGreaterThan(Yard.PercentLel(8));
        gas.ValueAt(1100).ShouldBe(Yard.PercentLel(8), 0.1);
    }
}
