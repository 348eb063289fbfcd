using System.Text;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.InfluxDb.LineProtocol;
using Gateway.Storage.InfluxDb.Writing;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.InfluxDb.Sink;

/// <summary>
/// Carries readings from the durable log to the time-series store. Its cursor moves only after the store has accepted or refused
/// every line up to it, so an outage or a restart repeats lines but never loses one; the store overwrites a repeated line with itself. Memory is
/// bounded by two batches (one is filled while the other is under way) and one portion of the log, whatever the outage.
/// </summary>
public sealed partial class InfluxSink
{
    /// <summary>Name of the sink's cursor in the log.</summary>
    public const string Reader = "influx";

    private const int PortionBytes = 256 * 1024;
    private static readonly TimeSpan s_logRetry = TimeSpan.FromSeconds(1);

    private readonly InfluxOptions _options;
    private readonly IDurableLog _log;
    private readonly Func<int, string?> _pointIds;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly SeriesPrefixes _prefixes;
    private readonly InfluxClient _client;
    private readonly BatchSender _sender;
    private readonly List<LoggedReading> _readings = [];
    private LineProtocolWriter _lines = new();
    private LineProtocolWriter _spare = new();
    private Task _sending = Task.CompletedTask;
    private long _sendingTo;
    private long _batchStart;
    private long _read;
    private long _cursor;
    private long _notSentLogged;

    /// <param name="pointIds">Id of the point behind one of the log's durable numbers; null when the log does not know it.</param>
    /// <param name="points">Tells the tags of a point.</param>
    /// <param name="client">Owned by the caller.</param>
    /// <param name="schedule">Default <see cref="RetrySchedule.Default"/>.</param>
    public InfluxSink(
        InfluxOptions options, IDurableLog log, Func<int, string?> pointIds, IPointDirectory points, InfluxClient client,
        TimeProvider time, ILogger<InfluxSink> logger, RetrySchedule? schedule = null)
    {
        _options = options;
        _log = log;
        _pointIds = pointIds;
        _time = time;
        _logger = logger;
        _client = client;
        _prefixes = new SeriesPrefixes(options, points);
        SetAside = new SetAsideLines(time, options.RejectedFile);
        _sender = new BatchSender(client, SetAside, schedule ?? RetrySchedule.Default, time, logger);
    }

    /// <summary>Lines that were refused for good.</summary>
    public SetAsideLines SetAside { get; }

    /// <summary>The present trouble with the store; null when there is none. Any thread.</summary>
    public string? Trouble => _sender.Trouble;

    /// <summary>Entries of the log still to be carried over. Any thread.</summary>
    public BufferFigures GetFigures()
    {
        var last = _log.LastSequence;
        var done = Interlocked.Read(ref _cursor);
        return new BufferFigures("influx", Math.Max(0, last - done), long.MaxValue, last, done, 0);
    }

    /// <summary>Runs until cancelled. Trouble with store and log is retried inside and never thrown.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        // The log is read synchronously; the caller's start-up must not wait for it.
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await CarryAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }
            catch (Exception e)
            {
                LogLogTrouble(_logger, e);
                await Task.Delay(s_logRetry, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task CarryAsync(CancellationToken stopping)
    {
        await _sending.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (_sending, _sendingTo) = (Task.CompletedTask, 0);
        _lines.Clear();
        _read = _log.GetCursor(Reader);
        Interlocked.Exchange(ref _cursor, _read);
        while (true)
        {
            var entries = _log.ReadAfter(_read, PortionBytes);
            foreach (var entry in entries)
            {
                await CarryAsync(entry, stopping);
            }

            if (entries.Count == 0)
            {
                await WaitOrFlushAsync(stopping);
            }
        }
    }

    private async Task CarryAsync(LogEntry entry, CancellationToken stopping)
    {
        if (entry.Kind == LogEntryKind.Readings)
        {
            Decode(entry);
            foreach (var reading in _readings)
            {
                Append(reading);
                if (_lines.Lines >= _options.BatchLines || _lines.Length >= _options.MaxBodyBytes)
                {
                    await FlushAsync(stopping);
                }
            }
        }

        _read = entry.Sequence;
    }

    private void Decode(LogEntry entry)
    {
        _readings.Clear();
        if (!LogCodec.TryDecode(entry.Payload.Span, _readings))
        {
            // One damaged entry must not hold up all that follow it.
            SetAside.Add("", $"entry {entry.Sequence} of the durable log is damaged");
            LogDamagedEntry(_logger, entry.Sequence);
        }
    }

    private void Append(in LoggedReading reading)
    {
        if (_pointIds(reading.DurablePoint) is not { } id)
        {
            NotSent($"#{reading.DurablePoint}", "", "the log does not know the point");
            return;
        }

        if (_lines.Lines == 0)
        {
            _batchStart = _time.GetTimestamp();
        }

        _lines.Write(_prefixes.Of(id), reading.Value, reading.Quality, reading.Flags, reading.SourceTime, reading.Text);
        var line = _lines.Line(_lines.Lines - 1);
        if (LineProtocolChecker.FindFault(line) is { } fault)
        {
            NotSent(id, Encoding.UTF8.GetString(line), fault);
            _lines.RemoveLast();
        }
    }

    private void NotSent(string pointId, string line, string fault)
    {
        SetAside.Add(line, fault);
        InfluxMetrics.Rejected.Add(1);
        if (_notSentLogged == 0 || _time.GetElapsedTime(_notSentLogged) >= TimeSpan.FromMinutes(1))
        {
            _notSentLogged = _time.GetTimestamp();
            LogNotSent(_logger, pointId, fault);
        }
    }

    /// <summary>Nothing more in the log: waits for more while the batch is young, then sends what there is.</summary>
    private async Task WaitOrFlushAsync(CancellationToken stopping)
    {
        if (_lines.Lines == 0)
        {
            await SettleAsync();
            MoveCursor(_read);
            await _log.WaitForAsync(_read, stopping);
            return;
        }

        var rest = TimeSpan.FromMilliseconds(_options.MaxAgeMs) - _time.GetElapsedTime(_batchStart);
        if (rest > TimeSpan.Zero && await MoreWithinAsync(rest, stopping))
        {
            return;
        }

        await FlushAsync(stopping);
        await SettleAsync();
        MoveCursor(_read);
    }

    private async Task<bool> MoreWithinAsync(TimeSpan limit, CancellationToken stopping)
    {
        using var either = new RequestLimit(limit, _time, stopping);
        try
        {
            await _log.WaitForAsync(_read, either.Token);
            return true;
        }
        catch (OperationCanceledException) when (!stopping.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>Puts the batch on its way once the one before is settled. The entry being read may be half in it.</summary>
    private async Task FlushAsync(CancellationToken stopping)
    {
        var body = _client.Prepare(_lines.Written);
        await _sending;
        var settled = _sendingTo;
        _sendingTo = _read;
        _sending = _sender.SendAsync(_lines, stopping, body);
        (_lines, _spare) = (_spare, _lines);
        _lines.Clear();
        // The cursor is a write to the disk: it follows while the server works on what was just sent.
        MoveCursor(settled);
    }

    private async Task SettleAsync()
    {
        await _sending;
        MoveCursor(_sendingTo);
    }

    private void MoveCursor(long to)
    {
        if (to > _cursor)
        {
            _log.SetCursor(Reader, to);
            Interlocked.Exchange(ref _cursor, to);
        }
    }
}
