using Gateway.Hosting.Memory;
using Gateway.Testing.Time;

namespace Gateway.Hosting.Tests.Memory;

public sealed class HeapTidyingTests
{
    private readonly ManualTimeProvider _time = new();
    private int _collections;
    private int _asked;
    private int _own;
    private int _givenBack;
    private bool _roomy;

    [Fact]
    public async Task It_collects_where_the_runtime_did_not_or_left_gaps_and_leaves_a_busy_program_alone()
    {
        using var ended = new CancellationTokenSource();
        var running = new HeapTidying(_time, Collections, () => _roomy, () => (_own, _collections) = (_own + 1, _collections + 1), () => _givenBack++).RunAsync(ended.Token);
        await PeriodAsync();
        _own.ShouldBe(1);

        _collections++;
        await PeriodAsync();
        _own.ShouldBe(1);
        await PeriodAsync();
        _own.ShouldBe(2);

        (_collections, _roomy) = (_collections + 1, true);
        await PeriodAsync();
        _own.ShouldBe(3);

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
        _time.Advance(HeapTidying.Period);
        await Eventually.TrueAsync(() => GC.CollectionCount(GC.MaxGeneration) > before);
        await ended.CancelAsync();
        await running;
    }

    // Read before it is counted: who sees the count may change the number.
    private int Collections()
    {
        var collections = _collections;
        Interlocked.Increment(ref _asked);
        return collections;
    }

    /// <summary>A whole period: it asks before it decides, and again when all is done.</summary>
    private async Task PeriodAsync()
    {
        var asked = Volatile.Read(ref _asked);
        _time.Advance(HeapTidying.Period);
        await Eventually.TrueAsync(() => Volatile.Read(ref _asked) == asked + 2);
    }
}
