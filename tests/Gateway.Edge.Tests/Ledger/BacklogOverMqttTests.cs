using System.Globalization;
using System.Net.Http.Json;
using Gateway.Edge.Api;
using Gateway.Edge.Composition;
using Gateway.Edge.Ledger;
using Gateway.Edge.Tests.Configuration;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Ledger;

/// <summary>A device that was cut off sends two hours of backlog through a real broker while others go on: the whole gateway, seen through its API.</summary>
public sealed class BacklogOverMqttTests
{
    private const int Every = 10;
    private const int Samples = 7200 / Every;

    [Fact]
    public async Task A_leak_in_two_hours_of_backlog_is_one_record_at_its_own_time_in_any_order_of_arrival_and_never_a_warning()
    {
        await using var broker = await Mosquitto.StartedAsync(keeps: false, "allow_anonymous true", "max_queued_messages 0");
        var origin = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddSeconds(-7200 - 120).ToUnixTimeSeconds());
        var first = await RunAsync(broker.Port, origin, seed: 0);
        var second = await RunAsync(broker.Port, origin, seed: 7);

        first.Select(alarm => (alarm.AlarmId, alarm.From, alarm.Until)).ShouldBe(Expected(origin));
        second.Select(alarm => (alarm.AlarmId, alarm.From, alarm.Until, alarm.Tier, alarm.Value)).ShouldBe(
            first.Select(alarm => (alarm.AlarmId, alarm.From, alarm.Until, alarm.Tier, alarm.Value)));
    }

    private static async Task<IReadOnlyList<LateAlarmView>> RunAsync(int port, DateTimeOffset origin, int seed)
    {
        using var folder = new ConfigurationFolder();
        var json = LateSite.Json.Replace("\"port\":1}", FormattableString.Invariant($"\"port\":{port}}}"), StringComparison.Ordinal)
            .Replace("POINTS", LateSite.Points(), StringComparison.Ordinal);
        var loaded = folder.Load(json);
        loaded.Errors.Items.Select(item => item.ToString()).ShouldBeEmpty();
        await using var host = new EdgeHost(loaded, folder.Source, TimeProvider.System, LateSite.Fast);
        await host.StartAsync(CancellationToken.None);
        await Eventually.TrueAsync(async () =>
            (await host.View.HealthAsync(CancellationToken.None)).Drivers.All(driver => driver.State == Gateway.Pipeline.Ports.LinkState.Online));
        using var http = new HttpClient { BaseAddress = new Uri(host.Address) };

        await PublishAsync(port, "t/1", [Line(TimeProvider.System.GetUtcNow(), 4)]);
        await PublishAsync(port, "t/0", Backlog(origin, seed));
        await PublishAsync(port, "t/0", [Line(TimeProvider.System.GetUtcNow(), 5)]);
        await PublishAsync(port, "t/1", [Line(TimeProvider.System.GetUtcNow(), 4)]);

        // Some may stand there before the whole backlog has been judged, and change until then.
        IReadOnlyList<LateAlarmView> late = [];
        await Eventually.TrueAsync(
            async () => (late = await LateAsync(http, origin)).Select(alarm => (alarm.AlarmId, alarm.From, alarm.Until)).SequenceEqual(Expected(origin)),
            40, () => $"There are: {string.Join(", ", late.Select(alarm => $"{alarm.AlarmId} {alarm.From:O} {alarm.Until:O}"))}");
        await LateSite.SettleAsync();
        host.View.Warnings(100).ShouldBeEmpty();
        (await http.GetFromJsonAsync<List<AlarmView>>("/api/v1/alarms", ApiJson.Options))!.ShouldNotContain(alarm => alarm.Id.StartsWith("p0/", StringComparison.Ordinal));
        return await LateAsync(http, origin);
    }

    private static async Task<IReadOnlyList<LateAlarmView>> LateAsync(HttpClient http, DateTimeOffset from) =>
        (await http.GetFromJsonAsync<List<LateAlarmView>>($"/api/v1/alarms/late?from={Uri.EscapeDataString(from.ToString("O", CultureInfo.InvariantCulture))}", ApiJson.Options))!;

    private static (string AlarmId, DateTimeOffset From, DateTimeOffset? Until)[] Expected(DateTimeOffset origin) =>
    [
        ("p0/yellow-high", origin.AddSeconds(3000), origin.AddSeconds(3620)),
        ("p0/red-high", origin.AddSeconds(3010), origin.AddSeconds(3620)),
    ];

    // A leak of ten minutes from second 3000 on; seed 0 leaves the order as it was measured.
    private static string[] Backlog(DateTimeOffset origin, int seed)
    {
        string[] lines = [.. Enumerable.Range(0, Samples).Select(i => Line(origin.AddSeconds(i * Every), i * Every is >= 3000 and < 3600 ? 62 : 5))];
        if (seed != 0)
        {
            new Random(seed).Shuffle(lines);
        }

        return lines;
    }

    private static string Line(DateTimeOffset time, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"v\":{value},\"ts\":{time.ToUnixTimeMilliseconds()}}}");

    private static async Task PublishAsync(int port, string topic, string[] lines)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllLinesAsync(folder.File("lines"), lines);
        var (code, output) = await PeerProcess.RunAsync("sh", "-c", $"mosquitto_pub -p {port} -q 1 -t {topic} -l < {folder.File("lines")}");
        code.ShouldBe(0, output);
    }
}
