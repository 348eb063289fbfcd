using System.Text;
using Gateway.Storage.InfluxDb.LineProtocol;
using Microsoft.Extensions.Logging;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>
/// Sends a batch until each of its lines is accepted or rejected: splits, waits and tries again for as long as it takes. One batch at a time.
/// </summary>
public sealed partial class BatchSender
{
    /// <summary>Most requests spent on finding which lines a server refused; the rest is counted without a name.</summary>
    private const int MostNamingRequests = 256;

    private readonly InfluxClient _client;
    private readonly SetAsideLines _setAside;
    private readonly RetrySchedule _schedule;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Random _jitter;
    private readonly Stack<(int From, int To)> _todo = new();
    private long _lastTroubleLog;
    private long _lastRejectLog;
    private int _namingRequests;

    /// <param name="jitterSeed">So that a run can be repeated.</param>
    public BatchSender(
        InfluxClient client, SetAsideLines setAside, RetrySchedule schedule, TimeProvider time, ILogger logger, int jitterSeed = 1)
    {
        _client = client;
        _setAside = setAside;
        _schedule = schedule;
        _time = time;
        _logger = logger;
        _jitter = new Random(jitterSeed);
    }

    /// <summary>Failures in a row; 0 while the server takes what it gets.</summary>
    public int Failures { get; private set; }

    /// <summary>The last trouble, for the health page; null when there is none.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Returns when the last line is settled. Throws only on cancellation; then nothing is lost, only unknown.</summary>
    /// <param name="whole">The body of the whole batch where it is made already, so that neither the first try nor a repeat makes it again.</param>
    public async Task SendAsync(LineProtocolWriter lines, CancellationToken cancellation, RequestBody? whole = null)
    {
        _todo.Clear();
        _namingRequests = 0;
        if (lines.Lines > 0)
        {
            _todo.Push((0, lines.Lines));
        }

        while (_todo.TryPop(out var part))
        {
            var reply = whole is not null && part == (0, lines.Lines)
                ? await _client.WriteAsync(whole, cancellation)
                : await _client.WriteAsync(lines.Range(part.From, part.To), cancellation);
            InfluxMetrics.Requests.Add(1);
            var decision = WriteDecision.For(reply, part.To - part.From);
            if (decision.Verdict == WriteVerdict.Kept)
            {
                _todo.Push(part);
                await WaitAsync(decision, cancellation);
                continue;
            }

            Recovered();
            Settle(lines, part, decision, reply);
        }
    }

    private void Settle(LineProtocolWriter lines, (int From, int To) part, WriteDecision decision, WriteReply reply)
    {
        switch (decision.Verdict)
        {
            case WriteVerdict.Accepted:
                InfluxMetrics.Accepted.Add(part.To - part.From);
                break;
            case WriteVerdict.Rejected:
                Reject(Encoding.UTF8.GetString(lines.Line(part.From)), decision.Reason);
                break;
            case WriteVerdict.Split:
                Split(part);
                break;
            default:
                NameRejected(lines, part, decision, PartialWriteMessage.Parse(reply.Body));
                break;
        }
    }

    /// <summary>The later half lies deeper on the stack, so lines go out in order.</summary>
    private void Split((int From, int To) part)
    {
        var middle = part.From + ((part.To - part.From) / 2);
        _todo.Push((middle, part.To));
        _todo.Push((part.From, middle));
    }

    /// <summary>
    /// Lines quoted in the answer are set aside at once. Of a type conflict the server tells the field but not the line, so the halves
    /// are sent until the line stands alone; good lines among them overwrite themselves.
    /// </summary>
    private void NameRejected(LineProtocolWriter lines, (int From, int To) part, WriteDecision decision, PartialWriteMessage message)
    {
        var named = message.Named.Where(n => Contains(lines, part, n.Line)).ToList();
        if (message.Dropped == 0 && named.Count > 0 && named.Count == message.Named.Count)
        {
            named.ForEach(n => Reject(n.Line, n.Reason));
            InfluxMetrics.Accepted.Add(part.To - part.From - named.Count);
        }
        else if (_namingRequests++ < MostNamingRequests)
        {
            Split(part);
        }
        else
        {
            var count = Math.Clamp(message.Dropped, 1, part.To - part.From);
            _setAside.Add("", $"{count} lines not named: {decision.Reason}", count);
            InfluxMetrics.Rejected.Add(count);
            InfluxMetrics.Accepted.Add(part.To - part.From - count);
        }
    }

    private static bool Contains(LineProtocolWriter lines, (int From, int To) part, string line)
    {
        var wanted = Encoding.UTF8.GetBytes(line);
        for (var i = part.From; i < part.To; i++)
        {
            if (lines.Line(i).SequenceEqual(wanted))
            {
                return true;
            }
        }

        return false;
    }

    private void Reject(string line, string reason)
    {
        _setAside.Add(line, reason);
        InfluxMetrics.Rejected.Add(1);
        if (_lastRejectLog == 0 || _time.GetElapsedTime(_lastRejectLog) >= TimeSpan.FromMinutes(1))
        {
            _lastRejectLog = _time.GetTimestamp();
            LogRejected(_logger, line, reason);
        }
    }

    private async Task WaitAsync(WriteDecision decision, CancellationToken cancellation)
    {
        Failures++;
        InfluxMetrics.Kept.Add(1);
        var wait = _schedule.Wait(Failures, _jitter.NextDouble(), decision.RetryAfter);
        TellTrouble(decision, wait);
        await Task.Delay(wait, _time, cancellation);
    }

    private void TellTrouble(WriteDecision decision, TimeSpan wait)
    {
        Trouble = decision.Reason;
        if (Failures > 1 && _time.GetElapsedTime(_lastTroubleLog) < TimeSpan.FromMinutes(1))
        {
            return;
        }

        _lastTroubleLog = _time.GetTimestamp();
        if (decision.NeedsPerson)
        {
            LogNeedsPerson(_logger, decision.Reason, wait.TotalSeconds);
        }
        else
        {
            LogKept(_logger, decision.Reason, wait.TotalSeconds);
        }
    }

    private void Recovered()
    {
        if (Failures > 0)
        {
            LogRecovered(_logger, Failures);
        }

        Failures = 0;
        Trouble = null;
    }
}
