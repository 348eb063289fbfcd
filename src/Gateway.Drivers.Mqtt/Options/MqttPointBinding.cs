namespace Gateway.Drivers.Mqtt.Options;

/// <summary>Where the value of one point is found in the messages of a connection.</summary>
public sealed record MqttPointBinding
{
    /// <summary>Id of the connection.</summary>
    public string Connection { get; init; } = "";

    /// <summary>Topic; may hold <c>+</c>, <c>#</c> and <c>{name}</c>, the latter filled from <see cref="Variables"/> (one left unfilled stands for any level).</summary>
    public string Topic { get; init; } = "";

    /// <summary>Values of the placeholders in <see cref="Topic"/>, <see cref="Path"/> and the array id, for example <c>device</c>.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary><c>json</c> (default), <c>raw</c> (the payload is the number or text) or <c>binary</c>.</summary>
    public string Format { get; init; } = "json";

    /// <summary>JSON path such as <c>data.ch[0].value</c> or <c>['a.b'].c</c>; inside an array counted from the element. Empty = the whole payload or element.</summary>
    public string Path { get; init; } = "";

    /// <summary><c>number</c> (default; also numbers written as strings), <c>boolean</c> (1 or 0) or <c>text</c>.</summary>
    public string Type { get; init; } = "number";

    /// <summary>value = sent * scale + offset. Default 1; not 0.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>Default 0, in the point's unit.</summary>
    public double Offset { get; init; }

    /// <summary>Unit as sent; with <see cref="Unit"/> the value is converted (see UnitConversion) after scale and offset.</summary>
    public string? SourceUnit { get; init; }

    /// <summary>Unit of the point.</summary>
    public string? Unit { get; init; }

    /// <summary>Sent values that mean a broken sensor, for example -999; compared before scaling.</summary>
    public IReadOnlyList<double> FaultCodes { get; init; } = [];

    /// <summary>JSON path of the source time, from the element or else from the root; null = none sent.</summary>
    public string? TimePath { get; init; }

    /// <summary><c>unixS</c>, <c>unixMs</c>, <c>unixUs</c>, <c>unixNs</c>, <c>iso8601</c> (default) or a .NET format such as <c>yyyyMMddHHmmss</c>.</summary>
    public string TimeFormat { get; init; } = "iso8601";

    /// <summary>Zone of times that carry none: minutes east of UTC, -840 to 840 (China 480). Default 0.</summary>
    public int TimeOffsetMinutes { get; init; }

    /// <summary>
    /// True when the source keeps values while it cannot send and sends them later with their own time. Then a time behind ours by more than the connection's
    /// tolerance is believed: the value is historical, which is stored and entered in the event-time ledger but never judged as live. Default false: a time
    /// far behind is a wrong clock. Needs <see cref="TimePath"/>.
    /// </summary>
    public bool Backlog { get; init; }

    /// <summary>JSON path of the source's own word that a value was kept and sent later (true, 1, "true"); null = it does not say. Needs <see cref="TimePath"/>.</summary>
    public string? HistoricalPath { get; init; }

    public MqttArrayOptions? Array { get; init; }

    public MqttBinaryOptions? Binary { get; init; }

    /// <summary>JSON path of the source's own quality.</summary>
    public string? QualityPath { get; init; }

    /// <summary>Sent text or number to quality name, for example <c>"ok": "good"</c>. A value not listed is uncertain; with no map a number is an OPC code.</summary>
    public IReadOnlyDictionary<string, string> Quality { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>JSON path of the detector's status.</summary>
    public string? FlagsPath { get; init; }

    /// <summary>Sent text (<c>"ALARM"</c>), number (<c>"3"</c>) or bit of a number (<c>"bit4"</c>) to a detector flag name (<c>alarmLevel1</c>, <c>fault</c> ...).</summary>
    public IReadOnlyDictionary<string, string> Flags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
