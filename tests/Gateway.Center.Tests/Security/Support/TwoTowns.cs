using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Calls;
using Gateway.Center.Clocks;
using Gateway.Center.Dangers;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Data;
using Gateway.Center.Drills;
using Gateway.Center.Exchange.Access;
using Gateway.Center.Exchange.Natural;
using Gateway.Center.Exchange.Push;
using Gateway.Center.Identity.Enrolment;
using Gateway.Center.Ledger;
using Gateway.Center.Organisation;
using Gateway.Center.Prejudgement;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Center.Roster;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Support;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;

namespace Gateway.Center.Tests.Security.Support;

/// <summary>Two towns. All that there is to see belongs to the first, and bears a mark; people of the second must never meet it.</summary>
internal static class TwoTowns
{
    public const string Mark = "MARK7391";
    public const string Theirs = "/county/town-a/plant-a/";
    public const string Ours = "/county/town-b/";
    public const string Site = "site-" + Mark;
    public const string Incident = "20260302-0001";

    /// <summary>Ids of things of the first town, by the parameter that names them in the address.</summary>
    public static readonly IReadOnlyDictionary<string, string> Ids = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["accounts"] = "acc" + Mark, ["calls"] = "call-" + Incident, ["incidents"] = Incident, ["dangers"] = "D" + Mark, ["proposals"] = "p" + Mark, ["clocks"] = "c" + Mark,
        ["prejudgements"] = "s" + Mark, ["drills"] = "d" + Mark, ["roster"] = "r" + Mark, ["people"] = "h" + Mark, ["units"] = "plant-a", ["sites"] = Site,
        ["tokens"] = "t" + Mark, ["subscriptions"] = "u" + Mark, ["dead-letters"] = "l" + Mark, ["enrolments"] = "e" + Mark, ["certificates"] = "AB" + Mark,
        ["sessions"] = "z" + Mark, ["evidence"] = "v" + Mark, ["natural-warnings"] = "n" + Mark, ["cap"] = Incident,
    };

    public static Task FillAsync(CenterUnderTest center) => center.Store.WriteAsync(
        work =>
        {
            Places(work);
            Handling(work);
            Access(work);
            work.Record(new LedgerFact("call.answered", Ids["calls"]) { Site = Site, UnitPath = Theirs, Actor = Mark }, new { name = Mark });
            return Task.CompletedTask;
        },
        CancellationToken.None);

    private static void Places(CenterWork work)
    {
        foreach (var (id, parent, level, path) in new[]
        {
            ("town-a", "county", "town", "/county/town-a/"), ("plant-a", "town-a", "enterprise", Theirs),
            ("town-b", "county", "town", Ours), ("plant-b", "town-b", "enterprise", Ours + "plant-b/"),
        })
        {
            work.Db.Add(new OrgUnit { Id = id, ParentId = parent, Level = level, Path = path, NameZh = path == Theirs ? Mark : id, NameEn = path == Theirs ? Mark : id });
        }

        work.Db.Add(new Site { Id = Site, UnitId = "plant-a", UnitPath = Theirs, NameZh = Mark, NameEn = Mark, Industry = "gas", IsPlaced = true });
        work.Db.Add(new Site { Id = "site-b", UnitId = "plant-b", UnitPath = Ours + "plant-b/", NameZh = "乙", NameEn = "b", Industry = "gas", IsPlaced = true });
        work.Db.Add(new EdgeBox { SiteId = Site, EdgeId = "edge" + Mark, State = Center.Sites.LinkState.Online });
        work.Db.Add(new SitePoint { SiteId = Site, EdgeId = "edge" + Mark, PointId = "gas", NameZh = Mark, NameEn = Mark, Unit = "%LEL", Body = "{\"limits\":[]}", FirstSeen = work.Now });
        work.Db.Add(new Person { Id = Ids["people"], Name = Mark, UnitId = "plant-a", UnitPath = Theirs, Phone = "00000000001" });
        work.Db.Add(new Shift { Id = Ids["roster"], UnitId = "plant-a", UnitPath = Theirs, From = work.Now.AddHours(-1), To = work.Now.AddHours(8), Officers = $"[\"{Ids["people"]}\"]" });
    }

    private static void Handling(CenterWork work)
    {
        work.Db.Add(new Incident
        {
            Id = Incident, SiteId = Site, UnitPath = Theirs, Zone = "", Family = "gas", Tier = WarningTier.Red, StandingTier = WarningTier.Red, TitleZh = Mark, TitleEn = Mark,
            OpenedAt = work.Now, RaisedAt = work.Now, AccidentAt = work.Now, IsDrill = false,
        });
        work.Db.Add(new Warning
        {
            Key = $"{Site}/edge/w1", SiteId = Site, EdgeId = "edge" + Mark, UnitPath = Theirs, PointId = "gas", AlarmId = "a", Tier = WarningTier.Red, FromTier = WarningTier.None, IsRaise = true,
            EventTime = work.Now, DecidedTime = work.Now, ReceivedTime = work.Now, Body = BodyOf(work.Now), IsHistorical = false, IsDrill = false, IncidentId = Incident,
        });
        work.Db.Add(new Call { Id = Ids["calls"], IncidentId = Incident, SiteId = Site, UnitPath = Theirs, Tier = WarningTier.Red, StartedAt = work.Now, Plan = "{\"levels\":[]}", State = CallState.Answered, IsDrill = false, IsProof = false });
        work.Db.Add(new CallLeg
        {
            Id = "leg" + Mark, CallId = Ids["calls"], Level = 1, StepNumber = 1, PersonId = Ids["people"], Name = Mark, Role = "principal", Channel = "sms", ChannelName = "sms", Address = Mark,
            Tier = WarningTier.Red, IsReminder = false, QueuedAt = work.Now, State = LegState.Answered,
        });
        work.Db.Add(new HiddenDanger { Id = Ids["dangers"], SiteId = Site, UnitPath = Theirs, IsDrill = false, FoundAt = work.Now, Source = DangerSource.Inspection }
            .Put(new DangerCase { FoundAt = work.Now, FoundBy = Mark, Source = DangerSource.Inspection, Grade = DangerGrade.General, Title = Mark, Description = Mark }));
        work.Db.Add(new DangerProposal { Id = Ids["proposals"], SiteId = Site, UnitPath = Theirs, WhyZh = Mark, WhyEn = Mark, At = work.Now });
        work.Db.Add(new ReportClock
        {
            Id = Ids["clocks"], IncidentId = Incident, SiteId = Site, UnitPath = Theirs, Kind = "k", NameZh = Mark, NameEn = Mark, Form = ReportForm.First, Clause = "c", Basis = ClockBasis.Confirmation,
            StartedAt = work.Now, ConfirmedAt = work.Now, WarnAt = work.Now.AddHours(1), DueAt = work.Now.AddHours(2), Recipients = "[]", IsDrill = false,
        });
        work.Db.Add(new Sheet
        {
            Id = Ids["prejudgements"], Cadence = SheetCadence.Day, UnitId = "plant-a", UnitPath = Theirs, NameZh = Mark, NameEn = Mark, From = work.Now, To = work.Now.AddDays(1), MadeAt = work.Now,
            DueAt = work.Now.AddHours(6), Sections = "[]",
        });
        work.Db.Add(new Drill { Id = Ids["drills"], SiteId = Site, UnitPath = Theirs, Title = Mark, Scenario = "gas-red", StartedAt = work.Now, By = Mark });
        work.Db.Add(new NaturalWarning
        {
            Id = Ids["natural-warnings"], Kind = NaturalKind.Weather, Tier = WarningTier.Orange, HeadlineZh = Mark, HeadlineEn = Mark, Area = Mark, UnitPath = Theirs, IssuedBy = Mark, From = work.Now, IsReceived = false,
        });
    }

    private static void Access(CenterWork work)
    {
        work.Db.Add(new Account { Id = Ids["accounts"], PasswordHash = "x", Role = CenterRole.Enterprise, ScopePath = Theirs, CreatedAt = work.Now });
        work.Db.Add(new CenterSession
        {
            Id = Ids["sessions"], TokenHash = "x", AccountId = Ids["accounts"], Csrf = "x", BeganAt = work.Now, LastSeenAt = work.Now, Address = Mark,
        });
        work.Db.Add(new ExchangeToken
        {
            Id = Ids["tokens"], Name = Mark, Hash = "h" + Mark, ScopePath = Theirs, Rights = ExchangeRights.Sites, MadeAt = work.Now, ExpiresAt = work.Now.AddDays(9),
        });
        work.Db.Add(new ExchangeSubscription { Id = Ids["subscriptions"], Name = Mark, Url = "http://192.0.2.1/" + Mark, ScopePath = Theirs, Rights = ExchangeRights.Sites, MadeAt = work.Now });
        work.Db.Add(new ExchangeDeadLetter { Id = Ids["dead-letters"], SubscriptionId = Ids["subscriptions"], After = 0, UpTo = 1, At = work.Now, Trouble = Mark });
        work.Db.Add(new EnrolmentToken
        {
            Id = Ids["enrolments"], SiteId = Site, EdgeId = "edge-1", Hash = "e" + Mark, MadeBy = Mark, MadeAt = work.Now, ExpiresAt = work.Now.AddDays(1),
        });
        work.Db.Add(new EdgeCertificate { Serial = Ids["certificates"], SiteId = Site, EdgeId = "edge-1", IssuedAt = work.Now, ExpiresAt = work.Now.AddDays(1) });
    }

    private static string BodyOf(DateTimeOffset now) => JsonSerializer.Serialize(
        new WarningMessage
        {
            Id = "w1", Site = Site, Point = "gas", PointName = new(Mark, Mark), Device = "d", Area = "", Family = "gas", Unit = "%LEL", Tier = "red", FromTier = "none", TierName = new("红色", "red"),
            Raise = true, Alarm = "gas/hh", Kind = "high", Value = 52.5, Limit = 50, Quality = "good", Reason = new(Mark, Mark), Rule = new("rule-1", "1.0.0", "GB/T 50493", null, true),
            EventTime = now, ReceivedTime = now, DecidedTime = now,
        },
        WarningMessageJson.Default.WarningMessage);
}
