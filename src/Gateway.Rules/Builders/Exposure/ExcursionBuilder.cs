using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;

namespace Gateway.Rules.Builders;

/// <summary><c>excursion</c>: twa, stepsPerShift (4), apart (1 h), duration (15 min), factor (3), absoluteFactor (5), shiftStart.</summary>
internal sealed class ExcursionBuilder : PointBuilder
{
    private static readonly string[] s_site = ["shiftStart"];

    public override string Type => "excursion";

    public override IReadOnlyList<string> SiteParameters(PackRule rule) => s_site;

    protected override Condition Create(LevelContext level, ParameterReader parameters) => new Excursion
    {
        Id = level.Id, Tier = level.Tier, Basis = level.Basis,
        Twa = parameters.Value("twa"), Factor = parameters.Number("factor", 3), AbsoluteFactor = parameters.Number("absoluteFactor", 5),
        Longest = parameters.Duration("duration", TimeSpan.FromMinutes(15)), MostPerShift = parameters.Count("stepsPerShift", 1, 100, 4),
        Apart = parameters.Duration("apart", TimeSpan.FromHours(1)), Shifts = ShiftStarts.Read(level, parameters),
    };
}
