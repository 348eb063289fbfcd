using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Tests.Signals;

public class PlantModelTests
{
    [Fact]
    public void Energy_is_the_integral_of_power()
    {
        var load = new PowerLoadModel(new PowerLoadOptions(40, 400, 60), new ModelClock(), new StepFunction(0, (100, 0.5), (900, 1), (2000, 0)));
        var (power, sum) = (load.Outputs["activePower"], 0.0);
        for (var t = 0.5; t < 3000; t++)
        {
            sum += power.ValueAt(t) / 3600;
        }

        load.Outputs["energy"].ValueAt(3000).ShouldBe(sum, 0.001 * sum);
        power.ValueAt(50).ShouldBe(40, 1e-9);
        power.ValueAt(890).ShouldBe(220, 0.01);
    }

    [Fact]
    public void Pressure_collapses_and_the_hopper_heats_up_without_the_fan()
    {
        var options = new DustCollectorOptions(900, 240, 8, 28, 42, 5, 0.09, 300);
        var dust = new DustCollectorModel(options, new ModelClock(), new StepFunction(1, (120, 0)), new StepFunction(1, (540, 0)));
        var (dp, hopper) = (dust.Outputs["dp"], dust.Outputs["hopperTemp"]);
        dp.ValueAt(119).ShouldBeInRange(900, 950);
        dp.ValueAt(150).ShouldBeLessThan(10);
        hopper.ValueAt(119).ShouldBe(42, 0.01);
        var firstMinute = hopper.ValueAt(180) - hopper.ValueAt(120);
        firstMinute.ShouldBeGreaterThan(5);
        (hopper.ValueAt(360) - hopper.ValueAt(300)).ShouldBeGreaterThan(firstMinute);
        hopper.ValueAt(700).ShouldBeLessThan(hopper.ValueAt(540));
    }

    [Fact]
    public void A_tank_fills_by_what_flows_in_and_stops_at_full()
    {
        var tank = new TankModel(new TankOptions(1000, 12, 750, 50, 360, 120), new ModelClock(), new StepFunction(1, (7200, 0)), new StepFunction(0, (7200, 1)));
        var level = tank.Outputs["level"];
        level.ValueAt(3600).ShouldBe(86, 1e-9);
        level.ValueAt(7200).ShouldBe(100, 1e-9);
        level.ValueAt(7200 + 3600).ShouldBe(88, 1e-9);
        tank.Outputs["pressure"].ValueAt(3600).ShouldBe(0.86 * 12 * 750 * 9.80665 / 1000, 1e-6);
    }

    [Fact]
    public void A_step_counts_from_its_very_moment()
    {
        var step = new StepFunction(1, (5, 2), (3, 9), (5, 4));
        step.ValueAt(2.999).ShouldBe(1);
        step.ValueAt(3).ShouldBe(9);
        step.ValueAt(5).ShouldBe(4);
    }

    [Fact]
    public void Noise_has_the_spread_it_promises_and_is_the_same_every_time()
    {
        var seed = Noise.SeedOf(7, "gas/lel");
        var values = Enumerable.Range(0, 20_000).Select(i => Noise.Gaussian(seed, (ulong)i)).ToArray();
        values.Average().ShouldBe(0, 0.03);
        Math.Sqrt(values.Average(v => v * v)).ShouldBe(1, 0.03);
        values.ShouldBe(Enumerable.Range(0, 20_000).Select(i => Noise.Gaussian(seed, (ulong)i)));
        Noise.SeedOf(8, "gas/lel").ShouldNotBe(seed);
    }
}
