namespace Gateway.Notifications.Webhook;

public sealed record WebhookOptions
{
    public string Name { get; init; } = "webhook";

    /// <summary>http or https.</summary>
    public string Url { get; init; } = "";

    /// <summary>JSON with placeholders such as <c>{"text":"{reasonZh}","value":{value}}</c>; null sends the whole contract.</summary>
    public string? Template { get; init; }

    /// <summary>Sent with each request.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>File whose first line is the signing secret; null with <see cref="SecretEnv"/> null = not signed.</summary>
    public string? SecretFile { get; init; }

    /// <summary>Environment variable that holds the signing secret.</summary>
    public string? SecretEnv { get; init; }

    /// <summary>100 to 60,000. Default 10,000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>Least tier passed on. Default <c>blue</c>.</summary>
    public string MinTier { get; init; } = "blue";

    /// <summary>True, the default, folds repetitions and floods into summaries; red is never folded. False tells each warning.</summary>
    public bool Fold { get; init; } = true;
}
