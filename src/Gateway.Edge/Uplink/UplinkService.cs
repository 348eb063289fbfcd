using System.Threading.Channels;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink.Commands;
using Gateway.Edge.Uplink.Lanes;
using Gateway.Edge.Uplink.Options;
using Gateway.Edge.Uplink.Receipts;
using Gateway.Edge.Uplink.Standing;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Uplink;

/// <summary>
/// The gateway's side of the link: follows the durable log and sends what the center has not confirmed. Judging, log and local warnings never wait for
/// it. Run once; the rest from any thread.
/// </summary>
internal sealed class UplinkService : IAsyncDisposable
{
    public const string ReadingsReader = "uplink.readings";

    private const int MostWaiting = 256;
    private static readonly TimeSpan s_retry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_goodbye = TimeSpan.FromSeconds(2);

    private readonly UplinkSite _site;
    private readonly LinkContext _link;
    private readonly UplinkTroubles _troubles;
    private readonly EventLane _events;
    private readonly ForkFinder _fork;
    private readonly LossTeller _losses;
    private readonly StateTeller _state;
    private readonly CommandDesk _commandDesk;
    private readonly ReceiptDesk _receiptDesk;
    private readonly AnchorFile _anchors;
    private readonly Channel<byte[]> _receipts = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });
    private readonly Channel<byte[]> _commands = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly (Wake Events, Wake Backlog, Wake State) _wake = (new(), new(), new());
    private volatile ReadingsBook _book;
    private long _confirmedAt;

    public UplinkService(UplinkOptions options, UplinkSite site, ILinkClient client, Func<UplinkService, ICommandActs> acts, TimeProvider time, ILogger logger)
    {
        (_site, _troubles) = (site, new UplinkTroubles(site, logger));
        _link = new LinkContext(options, site.Id, site.Log, client, time);
        _events = new EventLane(_link);
        _fork = new ForkFinder(_link, _events);
        _losses = new LossTeller(site.Log, _events);
        _events.Lost = _losses.Tell;
        _book = NewBook(site.Log.GetCursor(ReadingsReader));
        _state = new StateTeller(_link, site.Table, () => (_events.Receipted, _book.Done), time.GetUtcNow());
        _commandDesk = new CommandDesk(_link, new CommandMemory(site.DataFolder), new CommandMemory(site.DataFolder, CommandMemory.Questions), acts(this), logger);
        _receiptDesk = new ReceiptDesk(_link, _troubles);
        _anchors = new AnchorFile(site.DataFolder, time);
        _confirmedAt = time.GetUtcNow().UtcTicks;
        client.Connected = OnConnected;
        client.Received = OnReceived;
    }

    /// <summary>Names of the link's cursors in the log.</summary>
    public static IReadOnlyList<string> Readers { get; } = [EventLane.Reader, ReadingsReader];

    public UplinkFigures Figures
    {
        get
        {
            var book = _book;
            return new UplinkFigures(
                _link.Client.IsOnline ? "online" : "offline", _link.Log.Epoch, _events.Receipted, book.Done, _events.Unreceipted,
                book.LiveFlights + book.BacklogFlights, book.Waiting, _link.LastReceipt == 0 ? null : Utc(_link.LastReceipt), SilentSince,
                _link.Client.IsOnline ? _receiptDesk.Trouble : _link.Client.Trouble, _state.TableTrouble);
        }
    }

    /// <summary>Since when the center has confirmed nothing, once that has lasted the stated time; null while it does, or nothing waits.</summary>
    public DateTimeOffset? SilentSince
    {
        get
        {
            var since = Volatile.Read(ref _confirmedAt);
            return _book.Done < _link.Log.LastSequence && _link.Now.UtcTicks - since >= _link.Options.SilentAfter.Ticks ? Utc(since) : null;
        }
    }

    /// <summary>Runs until cancelled, then says goodbye.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // Registered readers, so that what the log lets go of is told as theirs.
        Readers.Where(reader => _link.Log.GetCursor(reader) == 0).ToList().ForEach(reader => _link.Log.SetCursor(reader, 0));
        using var connected = new CancellationTokenSource();
        var connection = _link.Client.RunAsync(connected.Token);
        await Task.WhenAll(
            LoopAsync(EventsAsync, stopping), LoopAsync(LiveAsync, stopping), LoopAsync(BacklogAsync, stopping), LoopAsync(StateAsync, stopping),
            LoopAsync(ReceiptsAsync, stopping), LoopAsync(CommandsAsync, stopping));
        await GoodbyeAsync();
        await connected.CancelAsync();
        await connection.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    /// <summary>The table may have changed.</summary>
    public void Changed() => _wake.State.Call();

    public void SendTable()
    {
        _state.AskTable();
        _wake.State.Call();
    }

    /// <summary>The center asks for a stretch of the log again.</summary>
    public void Resend(LinkLane lane, SequenceRange range)
    {
        if (lane == LinkLane.Events)
        {
            _events.Ask(range);
            _wake.Events.Call();
            return;
        }

        _book.Ask(range);
        _wake.Backlog.Call();
    }

    public ValueTask DisposeAsync() => _link.Client.DisposeAsync();

    private ReadingsBook NewBook(long done) => new(done, _site.Log.LastSequence, _link.Options.ReceiptTimeout);

    private void OnConnected()
    {
        _state.AskTable();
        _wake.State.Call();
        _wake.Events.Call();
        _wake.Backlog.Call();
    }

    private void OnReceived(string leaf, byte[] payload)
    {
        if (leaf == LinkTopics.Receipts)
        {
            _receipts.Writer.TryWrite(payload);
        }
        else if (leaf == LinkTopics.Commands && !_commands.Writer.TryWrite(payload))
        {
            _troubles.CommandsFull();
        }
    }

    private async Task LoopAsync(Func<CancellationToken, Task> step, CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await step(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception error)
            {
                // Whatever it was, the link goes on: nothing was confirmed, so nothing is lost.
                _troubles.StepFailed(error);
                await Task.Delay(s_retry, _link.Time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task EventsAsync(CancellationToken stopping)
    {
        var seen = _link.Log.LastSequence;
        await _events.StepAsync(stopping);
        var most = TimeSpan.FromTicks(Math.Min(_link.Options.ReceiptTimeout.Ticks / 2, TimeSpan.TicksPerSecond * 5));
        await _wake.Events.WaitAsync(most, _link.Time, _link.Client.IsOnline ? token => _link.Log.WaitForAsync(seen, token).AsTask() : null, stopping);
    }

    private async Task LiveAsync(CancellationToken stopping)
    {
        if (_book.Done >= _link.Log.LastSequence)
        {
            // Nothing waits, so nobody keeps us waiting.
            Volatile.Write(ref _confirmedAt, _link.Now.UtcTicks);
        }

        await new LiveLane(_link, _book, new StretchReader(_link)).StepAsync(stopping);
        await Task.Delay(_link.Options.LiveInterval, _link.Time, stopping);
    }

    private async Task BacklogAsync(CancellationToken stopping)
    {
        var lane = new BacklogLane(_link, _book, new StretchReader(_link), _losses);
        for (var book = _book; book == _book;)
        {
            if (await lane.StepAsync(stopping) is { Ticks: > 0 } pause)
            {
                await _wake.Backlog.WaitAsync(pause, _link.Time, null, stopping);
            }
        }
    }

    private async Task StateAsync(CancellationToken stopping)
    {
        await _state.StepAsync(stopping);
        _troubles.Table(_state.TableTrouble);
        await _wake.State.WaitAsync(_link.Options.Heartbeat, _link.Time, null, stopping);
    }

    private async Task ReceiptsAsync(CancellationToken stopping)
    {
        if (_receiptDesk.Read(await _receipts.Reader.ReadAsync(stopping)) is { } receipt)
        {
            Take(receipt);
        }
    }

    private async Task CommandsAsync(CancellationToken stopping) => await _commandDesk.TakeAsync(await _commands.Reader.ReadAsync(stopping), stopping);

    private void Take(ReceiptMessage receipt)
    {
        if (!_fork.IsOfThisLog(receipt))
        {
            Restart();
            return;
        }

        _link.Heard();
        _link.Taken(receipt.EventsRun, receipt.ReadingsRun);
        var events = _events.Receipted;
        _events.Receipt(receipt.Events);
        if (_book.Receipt(receipt.Readings, receipt.Ahead))
        {
            _link.Log.SetCursor(ReadingsReader, _book.Done);
        }

        // A center that goes on is not silent, also while it only fills a hole.
        if (_receiptDesk.IsNews(receipt))
        {
            Volatile.Write(ref _confirmedAt, _link.Now.UtcTicks);
        }

        if (!_anchors.Take(receipt))
        {
            _troubles.LedgerFell(receipt.LedgerSequence);
        }

        if (_events.Receipted != events)
        {
            _wake.Events.Call();
        }

        _wake.Backlog.Call();
    }

    // A copy of the file was put back, and its sequences are given out a second time. The cursors first: were we killed in between, what they confirm under
    // the new name would not be.
    private void Restart()
    {
        _link.Log.SetCursor(EventLane.Reader, 0);
        _link.Log.SetCursor(ReadingsReader, 0);
        var epoch = "";
        _events.Restart(() => epoch = _link.Log.RenewEpoch());
        _book = NewBook(0);
        _troubles.Renewed(epoch);
        _wake.State.Call();
        _wake.Backlog.Call();
        _wake.Events.Call();
    }

    private async Task GoodbyeAsync()
    {
        using var most = new CancellationTokenSource(s_goodbye, _link.Time);
        try
        {
            await _events.StepAsync(most.Token);
            await _state.TellAsync(online: false, most.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or DurableLogException)
        {
            // The will says it then.
        }
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
