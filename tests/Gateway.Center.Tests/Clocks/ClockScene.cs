using Gateway.Center.Access;
using Gateway.Center.Clocks;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Clocks;

/// <summary>A center with one site in a town, and an incident that can be confirmed as an accident.</summary>
internal sealed class ClockScene : IAsyncDisposable
{
    public const string IncidentId = "20260302-0001";
    public const string TownPath = "/county/town-a/";
    private const string UnitPath = "/county/town-a/plant-a/";

    private ClockScene(CenterUnderTest center) => Center = center;

    public CenterUnderTest Center { get; }

    public required FakePersonChannel Channel { get; init; }

    public static async Task<ClockScene> StartAsync(ClockOptions? options = null, bool drill = false)
    {
        var channel = new FakePersonChannel("mail");
        var center = await CenterUnderTest.StartAsync(
            before => before with { Clocks = options ?? new ClockOptions() }, services => services.AddSingleton<IPersonChannel>(channel));
        var scene = new ClockScene(center) { Channel = channel };
        await center.Store.WriteAsync(work => Task.FromResult(Fill(work, drill)), CancellationToken.None);
        return scene;
    }

    /// <summary>Says that it is an accident, as the board does.</summary>
    public Task ConfirmAsync(DateTimeOffset? occurredAt = null) => Center.Store.WriteAsync(
        async work =>
        {
            var incident = await work.Db.Set<Incident>().FirstAsync(incident => incident.Id == IncidentId);
            incident.AccidentAt ??= work.Now;
            work.Record(new LedgerFact("incident.accident", IncidentId) { Site = incident.SiteId, UnitPath = incident.UnitPath, IsDrill = incident.IsDrill }, new { occurredAt });
            foreach (var observer in Center.Services.GetServices<IIncidentObserver>().OfType<ClockStarter>())
            {
                await observer.ChangedAsync(work, incident, IncidentChange.AccidentConfirmed);
            }
        },
        CancellationToken.None);

    /// <summary>The duty as it is after a restart: it knows nothing but the database.</summary>
    public Task BeatAsync() => new ClockDuty(Center.Store).RunAsync(Center.Time.GetUtcNow(), CancellationToken.None);

    public Task<List<ReportClock>> ClocksAsync() =>
        Center.Store.ReadAsync(db => db.Set<ReportClock>().OrderBy(clock => clock.DueAt).ToListAsync(), CancellationToken.None);

    public Task<List<LedgerEntry>> FactsAsync(string kind) => Center.Store.ReadAsync(
        db => db.Set<LedgerEntry>().Where(entry => entry.Kind == kind).OrderBy(entry => entry.Sequence).ToListAsync(), CancellationToken.None);

    public HttpClient Officer() => Center.SignedInAs(CenterRole.DutyOfficer);

    public ValueTask DisposeAsync() => Center.DisposeAsync();

    private static int Fill(CenterWork work, bool drill)
    {
        work.Db.Add(new OrgUnit { Id = "plant-a", Level = "enterprise", Path = UnitPath, NameZh = "甲厂", NameEn = "plant A" });
        work.Db.Add(new Site
        {
            Id = "site-a", UnitId = "plant-a", UnitPath = UnitPath, NameZh = "甲厂储罐区", NameEn = "tank farm of plant A", Industry = "hazardous-chemicals", IsPlaced = true,
        });
        work.Db.Add(new Incident
        {
            Id = IncidentId, SiteId = "site-a", UnitPath = UnitPath, Zone = "", Family = "gas", Tier = WarningTier.Red, StandingTier = WarningTier.Red,
            TitleZh = "可燃气体", TitleEn = "flammable gas", OpenedAt = work.Now, IsDrill = drill,
        });
        work.Db.Add(WarningOf(work.Now, drill));
        work.Record(new LedgerFact("call.answered", "call-1") { Site = "site-a", UnitPath = UnitPath, IsDrill = drill }, new { incident = IncidentId, name = "负责人乙", answer = "收到" });
        return 0;
    }

    private static Warning WarningOf(DateTimeOffset now, bool drill)
    {
        var message = new WarningMessage
        {
            Id = "w1", Site = "site-a", Point = "gas-01", PointName = new("一号探头", "probe 1"), Device = "d", Area = "", Family = "gas", Unit = "%LEL", Tier = "red", FromTier = "none",
            TierName = new("红色", "red"), Raise = true, Alarm = "gas-01/hh", Kind = "high", Value = 52.5, Limit = 50, Quality = "good", Reason = new("<b>超过高高限</b>", "above the high-high limit"),
            Rule = new("rule-1", "1.0.0", "GB/T 50493", null, true), EventTime = now, ReceivedTime = now, DecidedTime = now,
        };
        return new Warning
        {
            Key = "site-a/edge/w1", SiteId = "site-a", EdgeId = "edge", UnitPath = UnitPath, PointId = "gas-01", AlarmId = "gas-01/hh", Tier = WarningTier.Red, FromTier = WarningTier.None,
            IsRaise = true, EventTime = now, DecidedTime = now, ReceivedTime = now, Body = System.Text.Json.JsonSerializer.Serialize(message, WarningMessageJson.Default.WarningMessage),
            IsHistorical = false, IsDrill = drill, IncidentId = IncidentId,
        };
    }
}

/// <summary>A channel that keeps what it is given and answers as told.</summary>
internal sealed class FakePersonChannel(string name) : IPersonChannel
{
    private readonly Lock _gate = new();
    private readonly List<PersonMessage> _messages = [];

    public string Name => name;

    public string Kind => "email";

    public NotifyOutcome Answer { get; set; } = NotifyOutcome.Delivered;

    public IReadOnlyList<PersonMessage> Messages
    {
        get
        {
            lock (_gate)
            {
                return [.. _messages];
            }
        }
    }

    public ValueTask<PersonReply> SendAsync(PersonMessage message, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _messages.Add(message);
        }

        return ValueTask.FromResult(new PersonReply(Answer, Answer == NotifyOutcome.Delivered ? "R-1" : null, false, Answer == NotifyOutcome.Delivered ? null : "no line"));
    }
}
