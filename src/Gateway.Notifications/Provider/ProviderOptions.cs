using Gateway.Notifications.People;

namespace Gateway.Notifications.Provider;

/// <summary>An SMS or voice provider with an HTTP interface.</summary>
public sealed record ProviderOptions
{
    /// <summary>Unique; 1 to 64 characters.</summary>
    public string Name { get; init; } = "";

    /// <summary><c>sms</c> or <c>voice</c>.</summary>
    public string Kind { get; init; } = "sms";

    /// <summary><c>POST</c>, <c>PUT</c> or <c>GET</c>. Default POST.</summary>
    public string Method { get; init; } = "POST";

    /// <summary>http or https; placeholders are escaped as parts of a URL.</summary>
    public string Url { get; init; } = "";

    /// <summary>Values may hold <c>{secret}</c> and the other placeholders, written plainly.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Body with placeholders, see <see cref="MessageTemplate"/>; empty with GET.</summary>
    public string Body { get; init; } = """{"id":"{id}","to":"{address}","text":"{text}"}""";

    /// <summary>Default <c>application/json</c>.</summary>
    public string ContentType { get; init; } = "application/json";

    public TemplateEscape Escape { get; init; }

    /// <summary>What <c>{secret}</c> stands for.</summary>
    public SecretSource Secret { get; init; } = new();

    /// <summary>Statuses that mean taken. Default 200, 201, 202.</summary>
    public IReadOnlyList<int> SuccessStatus { get; init; } = [200, 201, 202];

    /// <summary>Path in the JSON answer that must hold one of <see cref="SuccessValues"/>; null = the status decides alone.</summary>
    public string? SuccessPath { get; init; }

    public IReadOnlyList<string> SuccessValues { get; init; } = [];

    /// <summary>Path of the provider's number of the message; null = it gives none.</summary>
    public string? ReceiptPath { get; init; }

    /// <summary>Signs the receipts the provider sends back; none named = no receipts are taken.</summary>
    public SecretSource ReceiptSecret { get; init; } = new();

    /// <summary>100 to 60,000. Default 10,000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>True lets it be at a private or loopback address (a modem in the duty room). Default false.</summary>
    public bool AllowPrivate { get; init; }
}
