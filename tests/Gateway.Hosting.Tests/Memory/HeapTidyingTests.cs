using Gateway.Hosting.Memory;
using Gateway.Testing.Time;

namespace Gateway.Hosting.Tests.Memory;

public sealed class HeapTidyingTests
{
    private readonly ManualTimeProvider _time = new();
    private int _collections;
    private int _own;
    private int _givenBack;
    private bool _roomy;

    [Fact]
    public async Task It_collects_where_the_runtime_did_not_or_left_gaps_and_leaves_a_busy_program_alone()
    {
        using var ended = new CancellationTokenSource();
        var running = new HeapTidying(_time, () => _collections, () => _roomy, () => (_own, _collections) = (_own + 1, _collections + 1), () => _givenBack++).RunAsync(ended.Token);
        await PeriodAsync();
        await Eventually.TrueAsync(() => _own == 1);

        _collections++;
        await PeriodAsync();
        await PeriodAsync();
        await Eventually.TrueAsync(() => _own == 2);

        (_collections, _roomy) = (_collections + 1, true);
        await PeriodAsync();
        await Eventually.TrueAsync(() => _own == 3);

        await ended.CancelAsync();
        await running;
        _collections.ShouldBe(5);
        _givenBack.ShouldBe(4);
    }

    [Fact]
    public async Task A_full_collection_is_what_it_does()
    {
        using var ended = new CancellationTokenSource();
        var before = GC.CollectionCount(GC.MaxGeneration);
        var running = new HeapTidying(_time).RunAsync(ended.Token);
        await PeriodAsync();
        await Eventually.TrueAsync(() => GC.CollectionCount(GC.MaxGeneration) > before);
        await ended.CancelAsync();
        await running;
    }

    private async Task PeriodAsync()
    {
        await Eventually.TrueAsync(() => _time.ArmedTimers > 0);
        _time.Advance(HeapTidying.Period);
    }
}
