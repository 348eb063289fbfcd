using System.Globalization;
using System.Text;
using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Faults.Judging;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;

namespace Gateway.Faults.Disk.Work;

/// <summary>Makes samples whose ids can be read from what comes out again: the value of a reading, the id of a transition, a field of an event.</summary>
internal sealed class SampleFactory(Obligations oracle, TimeProvider time, Random random, int points)
{
    private readonly BatchPool _pool = new();
    private long _next;

    /// <summary>Ids of everything the log acknowledged, in its order.</summary>
    public List<string> AllAcknowledged { get; } = [];

    /// <summary>Batches for one commit; every sample of it is issued.</summary>
    /// <param name="readings">Most readings a batch.</param>
    public IReadOnlyList<ReadingBatch> Batches(int count, int readings, double alarmChance = 0.2) =>
        [.. Enumerable.Range(0, count).Select(_ => Batch(1 + random.Next(readings), alarmChance))];

    public ReadingBatch Batch(int readings, double alarmChance = 0)
    {
        var batch = _pool.Rent(0, time.GetUtcNow().UtcTicks);
        for (var i = 0; i < readings; i++)
        {
            var reading = new Reading(random.Next(points), ++_next, batch.ReceivedTime - random.Next(10_000), Quality.Good);
            batch.Add(reading);
        }

        if (random.NextDouble() < alarmChance)
        {
            batch.Transitions.Add(Transition(random.Next(points), batch.ReceivedTime));
        }

        Each(batch, oracle.Issued);
        return batch;
    }

    public (string Id, LogEvent Event) SystemEvent()
    {
        var id = string.Create(CultureInfo.InvariantCulture, $"event-{++_next}");
        var logEvent = new LogEvent(LogEntryKind.System, $$"""{"id":"{{id}}","text":"{{new string('x', random.Next(200))}}"}""");
        oracle.Issued(id, Encoding.UTF8.GetBytes(logEvent.Json), time.GetUtcNow());
        return (id, logEvent);
    }

    /// <summary>The log acknowledged the batches.</summary>
    public void Acknowledged(IEnumerable<ReadingBatch> batches)
    {
        foreach (var batch in batches)
        {
            Each(batch, Owe);
            _pool.Return(batch);
        }
    }

    /// <summary>The log acknowledged the event.</summary>
    public void Acknowledged(string id, LogEvent logEvent) => Owe(id, Encoding.UTF8.GetBytes(logEvent.Json), time.GetUtcNow(), "");

    private void Owe(string id, ReadOnlySpan<byte> payload, DateTimeOffset at, string stream)
    {
        AllAcknowledged.Add(id);
        oracle.Owed(id, payload, at, stream);
    }

    private AlarmTransition Transition(int point, long now)
    {
        var number = ++_next;
        return new AlarmTransition
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"transition-{number}"), AlarmId = $"p{point}/high", Point = point, PointId = $"p{point}",
            Kind = ConditionKind.HighLimit, Tier = WarningTier.Red, Event = AlarmEvent.Raised, From = AlarmState.Normal, To = AlarmState.Unacknowledged,
            EventTime = now, DecidedTime = now, Occurrence = now + number,
            Reason = new AlarmReason
            {
                Kind = ConditionKind.HighLimit, Value = number, Quality = Quality.Good, Basis = new RuleBasis("high", "1", "", null), Text = new("高", "high"),
            },
        };
    }

    private delegate void Report(string id, ReadOnlySpan<byte> payload, DateTimeOffset time, string stream);

    private static void Each(ReadingBatch batch, Report report)
    {
        foreach (var reading in batch.Readings)
        {
            report(SampleForms.IdOf(reading.Value), SampleForms.PayloadOf($"p{reading.Point}", reading.Quality), Utc(reading.SourceTime), "");
        }

        foreach (var transition in batch.Transitions)
        {
            var bytes = new System.Buffers.ArrayBufferWriter<byte>();
            LogCodec.EncodeTransition(transition, bytes);
            report(transition.Id, bytes.WrittenSpan, Utc(transition.EventTime), "");
        }
    }

    private static DateTimeOffset Utc(long ticks) => new(ticks, TimeSpan.Zero);
}
