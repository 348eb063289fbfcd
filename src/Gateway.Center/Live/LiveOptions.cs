using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Live;

/// <summary>The live hub.</summary>
public sealed record LiveOptions : ICheckedOptions
{
    /// <summary>Open connections of one account; the next is refused. 1 to 1000; default 10.</summary>
    public int ConnectionsPerAccount { get; init; } = 10;

    /// <summary>Open connections of all accounts. 1 to 100000; default 1000.</summary>
    public int Connections { get; init; } = 1000;

    /// <summary>Shortest time between two pushes to one client, milliseconds. 10 to 10000; default 100: at most ten a second.</summary>
    public int PushIntervalMs { get; init; } = 100;

    /// <summary>Changes kept for one client between two pushes; older ones make way, those of warnings and incidents last, and the client is told to ask again. 1 to 10000; default 200.</summary>
    public int Pending { get; init; } = 200;

    /// <summary>A client that takes longer than so many seconds to take a push is dropped. 1 to 300; default 10.</summary>
    public int SlowAfterS { get; init; } = 10;

    /// <summary>Seconds between two beats. 1 to 10; default 5. The console calls the connection lost after 12 s without one.</summary>
    public int BeatS { get; init; } = 5;

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        errors.Between($"{path}.connectionsPerAccount", ConnectionsPerAccount, 1, 1_000);
        errors.Between($"{path}.connections", Connections, 1, 100_000);
        errors.Between($"{path}.pushIntervalMs", PushIntervalMs, 10, 10_000);
        errors.Between($"{path}.pending", Pending, 1, 10_000);
        errors.Between($"{path}.slowAfterS", SlowAfterS, 1, 300);
        errors.Between($"{path}.beatS", BeatS, 1, 10);
    }
}
