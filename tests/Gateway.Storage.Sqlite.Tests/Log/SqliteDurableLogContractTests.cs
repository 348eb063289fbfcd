using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class SqliteDurableLogContractTests : DurableLogContract
{
    private readonly LogBench _bench = LogBench.Open();

    protected override IDurableLog Log => _bench.Log;

    protected override Task ReopenAsync() => _bench.ReopenAsync();

    public override Task InitializeAsync() => Task.CompletedTask;

    public override Task DisposeAsync() => _bench.DisposeAsync().AsTask();
}
