using Gateway.Notifications.People;

namespace Gateway.Notifications.Email;

/// <summary>How the connection to the mail server is kept secret.</summary>
public enum EmailSecurity
{
    /// <summary>STARTTLS or nothing is sent. The default.</summary>
    StartTls = 0,

    /// <summary>TLS from the first byte (port 465).</summary>
    Tls = 1,

    /// <summary>In the clear; only to a server on this machine.</summary>
    None = 2,
}

public sealed record EmailOptions
{
    /// <summary>Unique; 1 to 64 characters.</summary>
    public string Name { get; init; } = "email";

    public string Host { get; init; } = "";

    /// <summary>1 to 65535. Default 587.</summary>
    public int Port { get; init; } = 587;

    public EmailSecurity Security { get; init; }

    /// <summary>PEM file of an authority to trust besides those of the system; null = none.</summary>
    public string? Authority { get; init; }

    /// <summary>Null = no sign-in.</summary>
    public string? User { get; init; }

    public SecretSource Password { get; init; } = new();

    /// <summary>Sender address.</summary>
    public string From { get; init; } = "";

    /// <summary>1,000 to 60,000. Default 15,000.</summary>
    public int TimeoutMs { get; init; } = 15_000;
}
