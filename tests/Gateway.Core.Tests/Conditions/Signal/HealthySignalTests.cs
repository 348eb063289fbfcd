using Gateway.Core.Conditions;

namespace Gateway.Core.Tests.Conditions.Signal;

/// <summary>
/// A simulated month of healthy sensors through every condition with its default parameters. The measure of a test of quality is how
/// often it cries wolf (field study U8). Gas every 5 s, slope every hour, power, dust and tank every minute.
/// </summary>
public sealed class HealthySignalTests
{
    private const double Month = 30 * 86400;

    [Theory]
    [InlineData("gas", 5, 100)]
    [InlineData("resting cell", 5, 100)]
    [InlineData("coarse cell", 5, 100)]
    [InlineData("slope", 3600, 500)]
    [InlineData("power", 60, 100)]
    [InlineData("dust", 60, 20)]
    [InlineData("tank", 60, 10)]
    public void A_healthy_month_raises_nothing(string name, double period, double fullScale)
    {
        var rigs = Everywhere(fullScale).Concat(name is "power" or "dust" or "tank" ? [] : AtRest(fullScale))
            .Concat(name == "slope" ? [] : NeverNegative(fullScale)).ToList();
        Run(name, period, rigs);
        rigs.Select(r => $"{r.Rule.Id}: {r.Rig.Alarms}").ShouldBe(rigs.Select(r => $"{r.Rule.Id}: 0"));
    }

    [Theory]
    [InlineData("power", 60, 100)]
    [InlineData("tank", 60, 10)]
    public void Step_and_drift_are_not_for_signals_the_process_moves(string name, double period, double fullScale)
    {
        var rigs = AtRest(fullScale).ToList();
        Run(name, period, rigs);
        // Measured: power 389 steps and 4 drifts, tank 60 and 3. Packs must not set them there.
        rigs.ShouldAllBe(r => r.Rig.Alarms > 0);
    }

    [Fact]
    public void A_healthy_month_of_four_gas_siblings_raises_nothing()
    {
        SignalRig[] rigs = [new(Rules.SiblingFlatLine(), 4), new(Rules.SiblingDrift(), 4), new(Rules.SwappedChannel, 2)];
        HealthySignals[] cells = [new(1), new(2), new(3), new(4)];
        for (var second = 10.0; second < Month; second += 10)
        {
            for (var i = 0; i < cells.Length; i++)
            {
                var value = cells[i].Gas(second);
                foreach (var rig in rigs.Take(i < 2 ? 3 : 2))
                {
                    rig.Judge(second, value, input: i);
                }
            }
        }

        rigs.ShouldAllBe(r => r.Alarms == 0);
    }

    [Fact]
    public void A_healthy_month_of_two_tanks_is_no_swap()
    {
        var rig = new SignalRig(Rules.SwappedChannel, 2);
        HealthySignals[] tanks = [new(1), new(2)];
        for (var second = 60.0; second < Month; second += 60)
        {
            rig.Judge(second, tanks[0].Tank(second), input: 0);
            rig.Judge(second, 10 - tanks[1].Tank(second), input: 1);
        }

        rig.Alarms.ShouldBe(0);
    }

    [Fact]
    public void A_healthy_month_of_a_prism_is_not_vertical_only()
    {
        var rig = new SignalRig(Rules.VerticalOnly, 3);
        HealthySignals[] axes = [new(1), new(2), new(3)];
        for (var second = 3600.0; second < Month; second += 3600)
        {
            for (var i = 0; i < axes.Length; i++)
            {
                rig.Judge(second, axes[i].Slope(second), input: i);
            }
        }

        rig.Alarms.ShouldBe(0);
    }

    private static IEnumerable<(Condition Rule, SignalRig Rig)> Everywhere(double fullScale) => Rigs(
        Rules.GasFlatLine, Rules.Spike, Rules.ImpossibleRate(fullScale / 2), Rules.Saturation(fullScale), Rules.RepeatedPattern,
        Rules.LostDuringRise(fullScale / 4), Rules.WarmUp);

    private static IEnumerable<(Condition Rule, SignalRig Rig)> AtRest(double fullScale) => Rigs(Rules.Step, Rules.Drift(fullScale));

    private static IEnumerable<(Condition Rule, SignalRig Rig)> NeverNegative(double fullScale) => Rigs(Rules.NegativeDrift(fullScale));

    private static IEnumerable<(Condition Rule, SignalRig Rig)> Rigs(params Condition[] rules) => rules.Select(r => (r, new SignalRig(r)));

    private static void Run(string name, double period, List<(Condition Rule, SignalRig Rig)> rigs)
    {
        var signal = new HealthySignals(7);
        for (var second = period; second < Month; second += period)
        {
            var value = Next(signal, name, second);
            foreach (var (_, rig) in rigs)
            {
                rig.Judge(second, value);
            }
        }
    }

    private static double Next(HealthySignals signal, string name, double second) => name switch
    {
        "gas" => signal.Gas(second),
        "resting cell" => signal.RestingCell(second),
        "coarse cell" => signal.CoarseCell(second),
        "slope" => signal.Slope(second),
        "power" => signal.Power(second),
        "dust" => signal.Dust(second),
        _ => signal.Tank(second),
    };
}
