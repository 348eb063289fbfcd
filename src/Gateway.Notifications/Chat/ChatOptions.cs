using Gateway.Notifications.People;

namespace Gateway.Notifications.Chat;

/// <summary>Whose robot it is; the bodies and signatures differ.</summary>
public enum ChatShape
{
    WeCom = 0,
    DingTalk = 1,
    Feishu = 2,
}

/// <summary>A group robot of an enterprise chat.</summary>
public sealed record ChatOptions
{
    /// <summary>Unique; 1 to 64 characters.</summary>
    public string Name { get; init; } = "";

    public ChatShape Shape { get; init; }

    /// <summary>Address of the robot. It holds the robot's key, so it comes from a file or the environment.</summary>
    public SecretSource Url { get; init; } = new();

    /// <summary>Signing secret of DingTalk and Feishu; WeCom has none.</summary>
    public SecretSource Secret { get; init; } = new();

    /// <summary>100 to 60,000. Default 10,000.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>True lets it be at a private or loopback address. Default false.</summary>
    public bool AllowPrivate { get; init; }
}
