using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Batches;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Link.County;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.EndToEnd.Tests.Link.Support;

/// <summary>Writes the durable log of a gateway as an hour without a link leaves it: ten points a second, and a red warning that came and went.</summary>
internal static class HourOfReadings
{
    public const int Count = 3600 * PointCount;
    private const int PointCount = 10;
    private const int RaisedAt = 1_200;
    private const int ClearedAt = 1_500;
    private static readonly NumberedPoints s_points = new(PointCount);

    public static TimeSpan Length { get; } = TimeSpan.FromHours(1);

    /// <summary>The points as the configuration of the gateway has them, each with a comma behind; that they are silent now is nothing to be warned of.</summary>
    public static string Points => string.Concat(s_points.All.Select(point => $$"""
        {"id": "{{point.Id}}", "nameZh": "测点", "nameEn": "Point", "family": "gas", "quantity": "lel", "unit": "%LEL",
         "mqtt": {"connection": "broker", "topic": "quiet/{{point.Id}}", "path": "v"}, "judgement": {"offlineTier": "none"} },
        """));

    public static async Task WriteAsync(string folder, DateTimeOffset began)
    {
        Directory.CreateDirectory(folder);
        var time = new ManualTimeProvider(began);
        await using var log = new SqliteDurableLog(
            Path.Combine(folder, "log.db"), new SqliteLogOptions(), s_points, time, NullLogger<SqliteDurableLog>.Instance);
        var pool = new BatchPool();
        for (var second = 0; second < (int)Length.TotalSeconds; second++)
        {
            var batch = pool.Rent(0, time.GetUtcNow().UtcTicks);
            Fill(batch, second, time.GetUtcNow().UtcTicks);
            log.Append([batch]);
            pool.Return(batch);
            time.Advance(TimeSpan.FromSeconds(1));
        }
    }

    private static void Fill(ReadingBatch batch, int second, long now)
    {
        for (var point = 0; point < PointCount; point++)
        {
            var isHigh = point == 0 && second is >= RaisedAt and < ClearedAt;
            batch.Add(new Reading(point, (isHigh ? 60 : 5) + (second / 10_000.0), now + point, Quality.Good));
        }

        if (second is RaisedAt or ClearedAt)
        {
            var cause = Cause(second == RaisedAt, now);
            batch.Transitions.Add(cause);
            batch.Warnings.Add(Warning(cause, second == RaisedAt, now));
        }
    }

    private static AlarmTransition Cause(bool raised, long now) => new()
    {
        Id = $"t{now}", AlarmId = "p0/red-high", Point = 0, PointId = "p0", Kind = ConditionKind.HighLimit, Tier = WarningTier.Red,
        Event = raised ? AlarmEvent.Raised : AlarmEvent.ReturnedToNormal, From = raised ? AlarmState.Normal : AlarmState.Unacknowledged,
        To = raised ? AlarmState.Unacknowledged : AlarmState.Normal, EventTime = now, DecidedTime = now,
        Reason = new AlarmReason
        {
            Kind = ConditionKind.HighLimit, Quality = Quality.Good, Value = raised ? 60 : 5, Limit = 50, Basis = new RuleBasis("p0/red-high", "1", "", null),
            Text = new LocalizedText("可燃气体超限", "gas above its limit"),
        },
    };

    private static WarningEvent Warning(AlarmTransition cause, bool raised, long now) => new()
    {
        Id = $"p0@{now}/{(raised ? "red" : "none")}", Point = s_points.All[0], From = raised ? WarningTier.None : WarningTier.Red,
        To = raised ? WarningTier.Red : WarningTier.None, EventTime = now, ReceivedTime = now, DecidedTime = now, Cause = cause,
    };
}
