using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Tests.Coverage;

/// <summary>Sites with attributes, gateways that came and went, and transitions as gateways tell them.</summary>
internal sealed class CoverageScene(CenterUnderTest center)
{
    public Board Board { get; } = new(center);

    public Task SiteAsync(string id, string attributes = "{}", string[]? scenarios = null, DateTimeOffset? connected = null) => AfterAsync(
        Board.SiteAsync(id, connected: connected),
        async work =>
        {
            var site = (await work.Db.FindAsync<Site>(id))!;
            (site.Attributes, site.Scenarios) = (attributes, JsonSerializer.Serialize(scenarios ?? []));
        });

    public Task PointAsync(string site, string id, string role, string quantity, string zone = "z1", string device = "d1", DateTimeOffset? since = null) => WriteAsync(work =>
        work.Db.Add(new SitePoint
        {
            SiteId = site, EdgeId = Board.Edge, PointId = id, NameZh = id, NameEn = id, Quantity = quantity, Zone = zone, Device = device, FirstSeen = since ?? DateTimeOffset.UnixEpoch,
            Body = JsonSerializer.Serialize(new PointEntry { Id = id, Name = new(id, id), Role = role, Quantity = quantity, Zone = zone, Device = device }, CenterJson.Options),
        }));

    public Task LinkAsync(string site, string kind) =>
        WriteAsync(work => work.Record(new LedgerFact(kind, $"{site}/{Board.Edge}") { Site = site, UnitPath = "/county/" }, new { }));

    /// <summary>An event of a gateway in the ledger, as the ingest writes it; told when it was decided.</summary>
    public Task TransitionAsync(string site, string alarm, string happened, string to, DateTimeOffset at, string tier = "red", bool drill = false) => WriteAsync(work =>
    {
        var told = new TransitionMessage
        {
            Id = $"{alarm}@{at.UtcTicks}", Alarm = alarm, Point = alarm.Split('/')[0], Kind = "highLimit", Tier = tier, Event = happened, From = "normal", To = to, EventTime = at, DecidedTime = at,
            Reason = new("原因", "reason"),
        };
        var message = new EventMessage
        {
            Epoch = "e", Sequence = at.UtcTicks, After = at.UtcTicks - 1, Time = at, SentAt = at, Kind = "transition", Chain = new string('0', 64), Body = JsonSerializer.SerializeToElement(told, CenterJson.Options),
        };
        work.Record(new LedgerFact("edge.event", $"{site}/{Board.Edge}/e/{at.UtcTicks}") { Site = site, UnitPath = "/county/", IsDrill = drill }, message);
    });

    public Task WriteAsync(Action<CenterWork> act) => center.Store.WriteAsync(
        work =>
        {
            act(work);
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private async Task AfterAsync(Task first, Func<CenterWork, Task> then)
    {
        await first;
        await center.Store.WriteAsync(then, CancellationToken.None);
    }
}

/// <summary>A good value in every minute (or hour) of the stretches given, for each point named.</summary>
internal sealed class MeasuredHistory : IHistoryStore
{
    private readonly List<(string Point, DateTimeOffset From, DateTimeOffset To)> _good = [];

    public string Name => "measured";

    public void Good(string site, string point, DateTimeOffset from, DateTimeOffset to) => _good.Add((SitePoint.HistoryIdOf(site, Board.Edge, point), from, to));

    public ValueTask<IReadOnlyList<HistorySample>> QueryAsync(string pointId, DateTimeOffset from, DateTimeOffset to, HistoryResolution resolution, int limit, CancellationToken cancellation)
    {
        var step = resolution == HistoryResolution.Hour ? TimeSpan.TicksPerHour : TimeSpan.TicksPerMinute;
        var first = (from.UtcTicks + step - 1) / step * step;
        return ValueTask.FromResult<IReadOnlyList<HistorySample>>(
        [
            .. Enumerable.Range(0, (int)((to.UtcTicks - first + step - 1) / step)).Select(index => first + (index * step))
                .Where(time => _good.Exists(stretch => stretch.Point == pointId && time >= stretch.From.UtcTicks && time < stretch.To.UtcTicks))
                .Select(time => new HistorySample(time, 1, 1, 1, 60, Quality.Good)),
        ]);
    }
}
