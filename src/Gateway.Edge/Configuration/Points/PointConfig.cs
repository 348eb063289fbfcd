using System.Text.Json.Serialization;
using Gateway.Core.Conditions;
using Gateway.Drivers.Modbus.Options;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Configuration.Rules;

namespace Gateway.Edge.Configuration.Points;

/// <summary>One point as the user wrote it: what it is, where it comes from, how it is judged.</summary>
public sealed record PointConfig
{
    // One for all points: a site may have ten thousand.
    internal static readonly IReadOnlySet<string> NothingWritten = new HashSet<string>();

    private static readonly Dictionary<string, string> s_noParameters = [];

    /// <summary>Unique at the site. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required string NameZh { get; init; }

    public required string NameEn { get; init; }

    /// <summary><c>gas</c>, <c>slope</c>, <c>power</c>, <c>dust</c>, <c>tank</c>, <c>fire</c> or <c>other</c> (default).</summary>
    public string Family { get; init; } = "other";

    /// <summary>Quantity kind, for example <c>lel</c>.</summary>
    public string Quantity { get; init; } = "";

    /// <summary>Unit shown to people; empty for states.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Engineering range [low, high]; absent when not known, then out-of-range is not judged.</summary>
    public IReadOnlyList<double>? Range { get; init; }

    /// <summary>Device the point belongs to, as shown; default the Modbus device or MQTT connection.</summary>
    public string? Device { get; init; }

    public string Area { get; init; } = "";

    /// <summary>What the point is to rules over its device or zone (<c>fan-run</c>, <c>production-on</c> ...); absent = its quantity.</summary>
    public string Role { get; init; } = "";

    /// <summary>Id of the zone it belongs to; absent = none.</summary>
    public string Zone { get; init; } = "";

    /// <summary>Substance measured, one of <c>substances.json</c>; rules with limits relative to a substance need it.</summary>
    public string Substance { get; init; } = "";

    /// <summary>What rules leave to the site, with units: <c>{"reference": "400 A"}</c>; <c>overload.reference</c> is for that rule only.</summary>
    public IReadOnlyDictionary<string, string> RuleParameters { get; init; } = s_noParameters;

    public ServiceOptions? Calibration { get; init; }

    public ServiceOptions? BumpTest { get; init; }

    /// <summary>Where a Modbus device holds it; exactly one of this and <see cref="Mqtt"/>.</summary>
    public ModbusPointBinding? Modbus { get; init; }

    /// <summary>Where MQTT messages hold it.</summary>
    public MqttPointBinding? Mqtt { get; init; }

    /// <summary>How it is judged; what is absent comes from the top-level <c>judgement</c>.</summary>
    public PointJudgementOptions Judgement { get; init; } = new();

    /// <summary>The names written in <c>judgement</c> (here or at the top): only what a person wrote comes before a rule pack.</summary>
    [JsonIgnore]
    public IReadOnlySet<string> WrittenJudgement { get; init; } = NothingWritten;
}
