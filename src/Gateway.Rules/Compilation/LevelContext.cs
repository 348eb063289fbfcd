using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Compilation;

/// <summary>One level of one rule about to become a condition of one subject.</summary>
public sealed record LevelContext
{
    /// <summary>Id of the condition, unique at its subject.</summary>
    public required string Id { get; init; }

    public required RuleBasis Basis { get; init; }

    public required RuleLevel Level { get; init; }

    /// <summary>Reads limit and parameters; tells what is wrong.</summary>
    public required ParameterReader Parameters { get; init; }

    /// <summary>What the condition hangs on.</summary>
    public required Point Subject { get; init; }

    /// <summary>The points the rule names at this place, in the order of the configuration; the subject itself for rules of one point.</summary>
    public required IReadOnlyList<Point> Members { get; init; }

    /// <summary>All measured points of the place, for names of roles in expressions.</summary>
    public required IReadOnlyList<Point> Place { get; init; }

    /// <summary>All measured points of the zone the subject lies in; those in no zone when it lies in none.</summary>
    public IReadOnlyList<Point> Zone { get; init; } = [];

    /// <summary>Measured points of the zones beside it.</summary>
    public IReadOnlyList<Point> Neighbours { get; init; } = [];

    /// <summary>Which roles a place may share with its zone or the site.</summary>
    public ReferenceData Reference { get; init; } = ReferenceData.Empty;

    /// <summary>All measured points.</summary>
    public IReadOnlyList<Point> Site { get; init; } = [];

    /// <summary>True for a rule of the site's own: a name the place does not have is an error, not a rule that does not apply.</summary>
    public bool MustApply { get; init; }

    /// <summary>Shifts of the site.</summary>
    public ShiftCalendar Shifts { get; init; } = ShiftCalendar.Rolling;

    /// <summary>When the sensor was served; null when nobody told.</summary>
    public PointService? Service { get; init; }

    /// <summary>The rule is only tried out while its pack is read: there is no place yet, so names of roles mean nothing.</summary>
    public bool IsTrial { get; init; }

    public WarningTier Tier => Level.Tier;

    /// <summary>The condition with the delays and latch of the level. That a pack gives a quality condition a high tier is its word for it.</summary>
    public Condition Finished(Condition condition) =>
        condition with { OnDelay = Level.OnDelay, OffDelay = Level.OffDelay, Latch = Level.Latch, AllowsHighTier = Tier > WarningTier.Yellow };
}
