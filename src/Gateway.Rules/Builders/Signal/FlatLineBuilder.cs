using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary>
/// <c>flatLine</c>: samples (60; 0 with a duration only), duration, noiseFloor (the site may give it), zeroFor, atMost (24 h), learnFor (48 h), factor (4);
/// siblings (true: counts only while points of the same quantity move) with movement (10).
/// </summary>
internal sealed class FlatLineBuilder : PointBuilder
{
    private static readonly string[] s_site = ["noiseFloor"];

    public override string Type => "flatLine";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters)
    {
        var duration = parameters.Has("duration") ? parameters.Duration("duration") : (TimeSpan?)null;
        var samples = parameters.Count("samples", duration is null ? 2 : 0, 1_000_000, duration is null ? 60 : 0);
        var floor = parameters.Has("noiseFloor") ? parameters.Difference("noiseFloor") : double.NaN;
        var alone = new FlatLine
        {
            Id = level.Id, Tier = level.Tier, Basis = level.Basis, Samples = samples, Duration = duration, NoiseFloor = floor,
            ZeroFor = parameters.Has("zeroFor") ? parameters.Duration("zeroFor") : null, AtMost = parameters.Duration("atMost", TimeSpan.FromHours(24)),
            LearnFor = parameters.Duration("learnFor", TimeSpan.FromHours(48)), Factor = parameters.Number("factor", 4),
        };
        var movement = parameters.Number("movement", 10);
        var siblings = Siblings.Of(level);
        return parameters.Flag("siblings", false) && siblings.Count > 0
            ? new SiblingFlatLine
            {
                Id = level.Id, Tier = level.Tier, Basis = level.Basis, Inputs = [level.Subject.Id, .. siblings.Select(point => point.Id)],
                Samples = Math.Max(2, samples), Duration = duration ?? TimeSpan.Zero, NoiseFloor = floor, Movement = movement,
            }
            : alone;
    }
}
