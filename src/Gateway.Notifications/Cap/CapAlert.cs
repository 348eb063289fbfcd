namespace Gateway.Notifications.Cap;

/// <summary>A CAP 1.2 message (OASIS, urn:oasis:names:tc:emergency:cap:1.2). The names are those of the standard; what <see cref="CapRules"/> demands is not checked here.</summary>
public sealed record CapAlert
{
    /// <summary>Unique to the sender; no spaces, commas, <c>&lt;</c> or <c>&amp;</c>.</summary>
    public required string Identifier { get; init; }

    public required string Sender { get; init; }

    public required DateTimeOffset Sent { get; init; }

    public required CapStatus Status { get; init; }

    public required CapMessageType MessageType { get; init; }

    public string? Source { get; init; }

    public required CapScope Scope { get; init; }

    /// <summary>Must be there when the scope is restricted.</summary>
    public string? Restriction { get; init; }

    /// <summary>Must be there when the scope is private.</summary>
    public string? Addresses { get; init; }

    public IReadOnlyList<string> Codes { get; init; } = [];

    public string? Note { get; init; }

    public IReadOnlyList<CapReference> References { get; init; } = [];

    /// <summary>Ids of incidents that this is about.</summary>
    public IReadOnlyList<string> Incidents { get; init; } = [];

    public IReadOnlyList<CapInfo> Infos { get; init; } = [];
}

/// <summary>An earlier message that this one refers to.</summary>
public sealed record CapReference(string Sender, string Identifier, DateTimeOffset Sent);

/// <summary>What is told, in one language.</summary>
public sealed record CapInfo
{
    /// <summary>RFC 3066, for example <c>zh-CN</c>.</summary>
    public string Language { get; init; } = "en-US";

    public required IReadOnlyList<CapCategory> Categories { get; init; }

    public required string Event { get; init; }

    public IReadOnlyList<CapResponse> Responses { get; init; } = [];

    public required CapUrgency Urgency { get; init; }

    public required CapSeverity Severity { get; init; }

    public required CapCertainty Certainty { get; init; }

    public string? Audience { get; init; }

    public IReadOnlyList<CapValue> EventCodes { get; init; } = [];

    public DateTimeOffset? Effective { get; init; }

    public DateTimeOffset? Onset { get; init; }

    public DateTimeOffset? Expires { get; init; }

    public string? SenderName { get; init; }

    public string? Headline { get; init; }

    public string? Description { get; init; }

    public string? Instruction { get; init; }

    public string? Web { get; init; }

    public string? Contact { get; init; }

    public IReadOnlyList<CapValue> Parameters { get; init; } = [];

    public IReadOnlyList<CapArea> Areas { get; init; } = [];
}

public sealed record CapValue(string Name, string Value);

/// <param name="Polygons">Closed rings of at least four points: the first is the last.</param>
public sealed record CapArea(string Description, IReadOnlyList<IReadOnlyList<CapPoint>> Polygons, IReadOnlyList<CapCircle> Circles, IReadOnlyList<CapValue> Geocodes);

/// <summary>WGS 84, degrees.</summary>
public readonly record struct CapPoint(double Latitude, double Longitude);

/// <param name="RadiusKm">0 or more.</param>
public readonly record struct CapCircle(CapPoint Center, double RadiusKm);
