using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Exchange;

/// <summary>What goes out to and comes in from other platforms, and where the ledger is anchored.</summary>
public sealed record ExchangeOptions : ICheckedOptions
{
    public AnchorOptions Anchors { get; init; } = new();

    public CapOptions Cap { get; init; } = new();

    public PushOptions Push { get; init; } = new();

    public ExchangeMqttOptions Mqtt { get; init; } = new();

    public void Check(string path, ConfigurationErrors errors) => ExchangeOptionsValidator.Validate(this, path, errors);
}

/// <summary>Where the head of the ledger is kept outside of the database.</summary>
public sealed record AnchorOptions
{
    /// <summary>One hour to seven days. Default one day.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromDays(1);

    /// <summary>http or https address each anchor is posted to as JSON; null = none.</summary>
    public string? Url { get; init; }

    /// <summary>Mail address each anchor is sent to, over the first e-mail channel; null = none.</summary>
    public string? Mail { get; init; }
}

/// <summary>CAP 1.2 messages of this county.</summary>
public sealed record CapOptions
{
    /// <summary>CAP sender: unique, without spaces, commas and <c>&lt; &amp;</c>. Default <c>warning-center@{county}.invalid</c>; a county sets its own.</summary>
    public string? Sender { get; init; }

    /// <summary>GB/T 4657 code of the issuing body in the 31-character identifier, three digits. Default <c>000</c>, unknown.</summary>
    public string IndustryCode { get; init; } = "000";

    /// <summary>Radius of the circle drawn around a site, km, 0 to 100. Default 1.</summary>
    public double RadiusKm { get; init; } = 1;

    /// <summary>How long an alert holds unless it is updated. Default 24 h.</summary>
    public TimeSpan ValidFor { get; init; } = TimeSpan.FromHours(24);
}

/// <summary>Webhooks of other platforms.</summary>
public sealed record PushOptions
{
    /// <summary>Facts in one request, 1 to 1,000. Default 100.</summary>
    public int Batch { get; init; } = 100;

    /// <summary>Time one request may take. Default 10 s.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>First wait after a failure; doubled up to <see cref="LongestWait"/>. Default 5 s.</summary>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Default 10 min.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often a batch may be refused (an answer that says it will never be taken) before it is put aside and the next is sent. Default 5.</summary>
    public int Refusals { get; init; } = 5;

    /// <summary>True lets addresses of this machine be called (127.0.0.0/8, ::1). Default false.</summary>
    public bool AllowLocalTargets { get; init; }

    /// <summary>True lets private networks be called (10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16 ...), for platforms of a closed government network. Default false. Link-local addresses never.</summary>
    public bool AllowPrivateTargets { get; init; }
}

/// <summary>The same facts on the county's broker.</summary>
public sealed record ExchangeMqttOptions
{
    /// <summary>Default false.</summary>
    public bool Publish { get; init; }

    /// <summary>How often the live values of each site are published; zero = never. Default 60 s.</summary>
    public TimeSpan ValuesEvery { get; init; } = TimeSpan.FromSeconds(60);
}
