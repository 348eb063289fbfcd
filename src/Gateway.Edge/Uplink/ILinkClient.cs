using Gateway.Core.Measurements;

namespace Gateway.Edge.Uplink;

/// <summary>The link's connection to its broker. Thread-safe.</summary>
internal interface ILinkClient : IAsyncDisposable
{
    bool IsOnline { get; }

    /// <summary>Why the last connection ended; null when none did.</summary>
    LocalizedText? Trouble { get; }

    /// <summary>Largest message the broker says it takes, bytes, with its topic and header; <see cref="long.MaxValue"/> when it says nothing.</summary>
    long MaxPacketBytes { get; }

    /// <summary>Called after each connect, from any thread; must be quick.</summary>
    Action? Connected { get; set; }

    /// <summary>Called with leaf and payload of each message; must be quick.</summary>
    Action<string, byte[]>? Received { get; set; }

    /// <summary>Keeps the connection until cancelled.</summary>
    Task RunAsync(CancellationToken stopping);

    /// <summary>True when the broker has taken it. Messages published one after the other reach the broker in that order.</summary>
    ValueTask<bool> PublishAsync(string leaf, ReadOnlyMemory<byte> payload, bool retain, CancellationToken cancellation);
}
