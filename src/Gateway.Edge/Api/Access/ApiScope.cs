namespace Gateway.Edge.Api.Access;

/// <summary>What a token of the local API opens. Each stands for itself; a token may have several.</summary>
[Flags]
public enum ApiScope
{
    None = 0,

    /// <summary>All that only looks.</summary>
    Read = 1,

    /// <summary>Acts on alarms, limits, maintenance, sounders.</summary>
    Act = 2,

    /// <summary>Reading the configuration again, deciding about offers of the center.</summary>
    Configure = 4,
}
