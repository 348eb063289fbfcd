namespace Gateway.Center.Access;

/// <summary>Metadata of an endpoint that takes no right: sign-in, set-up, health. A browser may send it from our own pages only.</summary>
public sealed class OpenEndpoint
{
    public static OpenEndpoint Instance { get; } = new();
}

/// <summary>Metadata of an endpoint that takes no right but a session with its token: signing out, changing the own password.</summary>
public sealed class OwnSessionEndpoint
{
    public static OwnSessionEndpoint Instance { get; } = new();
}
