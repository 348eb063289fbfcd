using System.Runtime.CompilerServices;
using Gateway.Drivers.Modbus.Client;
using Gateway.Drivers.Modbus.Framing;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>
/// Carries out one poll at a time: request, reply, decode, hand over. A line has as many lanes as it may have transactions in flight. Runs
/// until ended; allocates nothing a poll.
/// </summary>
internal sealed class PollLane
{
    private const int LongestData = 252;

    private readonly IReadingOutlet _outlet;
    private readonly int _source;
    private readonly TimeProvider _time;
    private readonly Action<PollLane> _finished;
    private readonly SingleWaiterSignal _begin = new();
    private readonly byte[] _data = new byte[LongestData];
    private ModbusClient? _client;
    private volatile bool _ended;

    /// <param name="finished">Called on any thread when a poll is done; the lane may be begun again from then on.</param>
    public PollLane(IReadingOutlet outlet, int source, TimeProvider time, Action<PollLane> finished)
    {
        (_outlet, _source, _time, _finished) = (outlet, source, time, finished);
        Running = RunAsync();
    }

    public Task Running { get; }

    public UnitState Unit { get; private set; } = null!;

    public PollBlock Block { get; private set; } = null!;

    /// <summary>What became of the poll, once finished.</summary>
    public ModbusReply Reply { get; private set; }

    /// <summary>UTC ticks at which the reply was there.</summary>
    public long ReplyTime { get; private set; }

    public void Begin(ModbusClient client, UnitState unit, PollBlock block)
    {
        (_client, Unit, Block) = (client, unit, block);
        _begin.Wake();
    }

    public void End()
    {
        _ended = true;
        _begin.Wake();
    }

    private async Task RunAsync()
    {
        while (true)
        {
            await _begin.WaitAsync();
            if (_ended)
            {
                return;
            }

            Reply = await _client!.SendAsync(Block.Request, _data);
            ReplyTime = _time.GetUtcNow().UtcTicks;
            if (Reply.IsOk)
            {
                await TryHandOverAsync();
            }

            _finished(this);
        }
    }

    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder))]
    private async ValueTask TryHandOverAsync()
    {
        try
        {
            await HandOverAsync();
        }
        catch (Exception)
        {
            // A value that cannot be taken counts as a reply that does not fit; the lane must live on.
            Reply = new ModbusReply(ReplyStatus.Malformed);
        }
    }

    private ValueTask HandOverAsync()
    {
        var batch = _outlet.Rent(_source);
        BlockDecoder.Decode(Block, _data.AsSpan(0, Reply.Length), ReplyTime, batch);
        if (batch.Count > 0)
        {
            return _outlet.WriteAsync(batch, CancellationToken.None);
        }

        _outlet.Return(batch);
        return default;
    }
}
