using Gateway.Core.Slopes;
using Gateway.Core.Tests.Slopes;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Conditions.Slope;

/// <summary>False alarms of the pack on slopes that do not move, from the first hour on, while creep and noise are still learned.</summary>
public sealed class HealthySlopeTests
{
    private const int Seeds = 10;

    [Theory]
    [InlineData(1, 3.0)]
    [InlineData(24, 4.84)]
    public void A_month_of_a_still_slope_gives_no_tier(int every, double noise)
    {
        var warnings = 0;
        for (var seed = 0; seed < Seeds; seed++)
        {
            warnings += Warnings(seed, every, noise);
        }

        warnings.ShouldBe(0);
    }

    private static int Warnings(int seed, int every, double noise)
    {
        var random = new Random(seed);
        var (times, values) = SlopeData.Every(every, 30 * 24 / every, h => (0.1 * h / 24) + (noise * random.Normal()));
        var rig = new SlopeRig(times[0], SlopeRig.Pack(new SlopeSettings()));
        rig.Read(times.Zip(values));
        return rig.Warnings.Count(w => w.To != WarningTier.None);
    }
}
