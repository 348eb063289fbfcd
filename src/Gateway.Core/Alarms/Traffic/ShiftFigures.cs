using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic;

/// <summary>
/// The load of alarms on the people of one site in one shift. "Announced" counts every time an alarm asked for attention, also a re-alarm
/// and the end of a silence; what was raised while silenced is in <see cref="SilencedRaises"/>.
/// </summary>
public sealed record ShiftFigures
{
    public required Shift Shift { get; init; }

    /// <summary>Up to when it is counted, UTC ticks: the end of a closed shift, or where the clock was set back.</summary>
    public required long Until { get; init; }

    public required long Announced { get; init; }

    /// <summary>Announced per ten minutes, mean of the time counted.</summary>
    public required double MeanPer10Minutes { get; init; }

    /// <summary>The most announced in one of the fixed ten-minute intervals of the shift.</summary>
    public required long PeakPer10Minutes { get; init; }

    /// <summary>Floods that began in the shift or ran on into it.</summary>
    public required int Floods { get; init; }

    /// <summary>Share of the time counted spent in flood, 0 to 100.</summary>
    public required double PercentInFlood { get; init; }

    /// <summary>The ten alarms announced most often, most first; equal ones by id.</summary>
    public required IReadOnlyList<AlarmCount> TopTen { get; init; }

    /// <summary>Share of the ten in all announced, 0 to 100.</summary>
    public required double TopTenPercent { get; init; }

    /// <summary>Active for more than 24 hours ("stale" in EEMUA 191), longest first, at most 100.</summary>
    public required IReadOnlyList<LongStandingAlarm> Standing { get; init; }

    /// <summary>All that stand for more than 24 hours.</summary>
    public required int StandingCount { get; init; }

    /// <summary>Alarms that rose three times or more within a minute, most often first, at most 100.</summary>
    public required IReadOnlyList<AlarmCount> Chattering { get; init; }

    public required int ChatteringCount { get; init; }

    /// <summary>Times an alarm went away by itself within seconds.</summary>
    public required int Fleeting { get; init; }

    /// <summary>Announced by tier: blue, yellow, orange, red.</summary>
    public required ValueList<long> ByTier { get; init; }

    /// <summary>Silenced now: shelved by people, suppressed by design, out of service.</summary>
    public required SilencedCounts Silenced { get; init; }

    /// <summary>Acts of shelving in the shift.</summary>
    public required int ShelvedActs { get; init; }

    /// <summary>Raises that nobody was told of, because the alarm was silenced.</summary>
    public required int SilencedRaises { get; init; }

    /// <summary>Raises found afterwards in late data.</summary>
    public required int WouldHaveAlarmed { get; init; }

    /// <summary>Announced by alarms beyond those followed by name: in the totals, in no list.</summary>
    public required long Unnamed { get; init; }

    /// <summary>The figures beside what EEMUA 191 and ISA-18.2 hold to be good.</summary>
    public IReadOnlyList<TrafficFigure> Compared => TrafficReference.Compare(this);
}

/// <summary>How often one alarm did something in a shift.</summary>
public sealed record AlarmCount(string AlarmId, string PointId, ConditionKind Kind, WarningTier Tier, int Count);

/// <summary>An alarm that stands, and since when (event time, UTC ticks).</summary>
public sealed record LongStandingAlarm(string AlarmId, string PointId, ConditionKind Kind, WarningTier Tier, long Since);

/// <summary>Alarms that are silenced at one moment.</summary>
public readonly record struct SilencedCounts(int Shelved, int SuppressedByDesign, int OutOfService);
