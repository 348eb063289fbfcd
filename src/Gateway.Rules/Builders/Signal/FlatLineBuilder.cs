using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary><c>flatLine</c>: samples (60; 0 with a duration only), duration, noiseFloor, zeroFor, siblings (true: counts only while points of the same quantity move).</summary>
internal sealed class FlatLineBuilder : PointBuilder
{
    public override string Type => "flatLine";

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var duration = parameters.Has("duration") ? parameters.Duration("duration") : (TimeSpan?)null;
        var samples = parameters.Count("samples", duration is null ? 2 : 0, 1_000_000, duration is null ? 60 : 0);
        var floor = parameters.Has("noiseFloor") ? parameters.Difference("noiseFloor") : double.NaN;
        var zero = parameters.Has("zeroFor") ? parameters.Duration("zeroFor") : (TimeSpan?)null;
        var siblings = Siblings.Of(level);
        return parameters.Flag("siblings", false) && siblings.Count > 0
            ? new SiblingFlatLine
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [level.Subject.Id, .. siblings.Select(point => point.Id)],
                Samples = Math.Max(2, samples), Duration = duration ?? TimeSpan.Zero, NoiseFloor = floor,
            }
            : new FlatLine
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Samples = samples, Duration = duration, NoiseFloor = floor, ZeroFor = zero,
            };
    }
}
