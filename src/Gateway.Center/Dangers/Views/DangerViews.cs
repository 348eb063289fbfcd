using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Dangers.Machine;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Views;

internal static class DangerViews
{
    private static readonly Dictionary<string, LocalizedText> s_kinds = new(StringComparer.Ordinal)
    {
        ["danger.found"] = new("发现登记", "entered"), ["danger.planned"] = new("整改方案", "plan"), ["danger.started"] = new("开始整改", "started"),
        ["danger.submitted"] = new("提交验收", "submitted"), ["danger.signed"] = new("确认签字", "signed"), ["danger.returned"] = new("退回", "sent back"),
        ["danger.listed"] = new("挂牌督办", "listed"), ["danger.delisted"] = new("摘牌", "taken off the list"), ["danger.escalated"] = new("督促升级", "escalated"),
        ["danger.reported"] = new("双报告", "reported"), ["danger.cancelled"] = new("销号", "cancelled"), ["danger.cancel-asked"] = new("申请销号", "cancellation asked for"),
        ["danger.cancel-refused"] = new("不同意销号", "cancellation refused"), ["danger.upgraded"] = new("升为重大", "found to be major"), ["danger.reviewed"] = new("复评", "looked at again"),
        ["danger.confirmed"] = new("确认完成", "confirmed"), ["danger.closed"] = new("闭环", "closed"), ["danger.overdue"] = new("逾期", "overdue"),
        ["danger.escalation-proposed"] = new("建议督促升级", "escalation proposed"),
    };

    public static async Task<IReadOnlyList<DangerRow>> RowsAsync(CenterDb db, IReadOnlyList<HiddenDanger> dangers, DateTimeOffset now, CancellationToken cancellation)
    {
        var ids = dangers.Select(danger => danger.SiteId).Distinct().ToList();
        var sites = await db.Set<Site>().Where(site => ids.Contains(site.Id)).ToDictionaryAsync(site => site.Id, cancellation);
        return [.. dangers.Select(danger => Filled(danger, danger.Case(), NameOf(sites, danger.SiteId), now))];
    }

    public static async Task<DangerView> ViewAsync(CenterDb db, HiddenDanger danger, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var at = danger.Case();
        var row = (await RowsAsync(db, [danger], now, cancellation))[0];
        var entries = await db.Set<LedgerEntry>().Where(entry => entry.Subject == danger.Id && entry.Kind.StartsWith("danger."))
            .OrderBy(entry => entry.Sequence).ToListAsync(cancellation);
        var actor = new DangerActor(user.Account, user.Person, user.Account, now);
        var parties = DangerRights.PartiesOf(user);
        var acts = at.IsOver
            ? new PossibleActs([], [])
            : PossibleActs.Of(DangerRights.Steps.Select(step => (step, DangerRights.May(user, step), DangerRights.May(user, step) ? DangerSteps.WhyNot(at, step, parties, actor) : null)));
        return new DangerView
        {
            Id = row.Id, Site = row.Site, SiteName = row.SiteName, Grade = row.Grade, Source = row.Source, State = row.State, Title = row.Title, FoundAt = row.FoundAt,
            DueAt = row.DueAt, Overdue = row.Overdue, Listed = row.Listed, Escalation = row.Escalation, ProposedEscalation = row.ProposedEscalation, Incident = row.Incident,
            Drill = row.Drill, Repeats = row.Repeats, Version = danger.Version, Point = danger.PointId, At = at, History = entries.ConvertAll(FactOf),
            May = acts.May, NotNow = acts.NotNow, Reportable = DangerSteps.Reportable(at, actor),
        };
    }

    private static DangerRow Filled(HiddenDanger danger, DangerCase at, LocalizedText site, DateTimeOffset now) => new()
    {
        Id = danger.Id, Site = danger.SiteId, SiteName = site, Grade = at.Grade, Source = at.Source, State = at.State, Title = at.Title, FoundAt = at.FoundAt, DueAt = at.DueAt,
        Overdue = at.IsOverdue(now), Listed = at.Listing is { DelistedAt: null }, Escalation = at.Escalation, ProposedEscalation = danger.ProposedEscalation,
        Incident = danger.IncidentId, Drill = danger.IsDrill, Repeats = JsonSerializer.Deserialize<IReadOnlyList<string>>(danger.Repeats, CenterJson.Options) ?? [],
    };

    private static LocalizedText NameOf(Dictionary<string, Site> sites, string id) => sites.TryGetValue(id, out var site) ? new(site.NameZh, site.NameEn) : new(id, id);

    private static DangerFact FactOf(LedgerEntry entry)
    {
        var name = s_kinds.GetValueOrDefault(entry.Kind) ?? new(entry.Kind, entry.Kind);
        var actor = entry.Actor is null ? "" : $" {entry.Actor}";
        return new DangerFact(
            entry.Sequence, entry.Time, entry.Kind, name, entry.Subject, entry.Site, entry.Actor, entry.IsDrill, new(name.Zh + actor, name.En + actor), Convert.ToHexStringLower(entry.Hash));
    }
}

/// <summary>Which right each step takes.</summary>
internal static class DangerRights
{
    public static IReadOnlyList<string> Steps { get; } =
        ["plan", "start", "submit", "sign", "return", "list", "delist", "escalate", "report", "cancel", "keep", "upgrade", "review"];

    public static bool May(CurrentUser user, string step) => step switch
    {
        "plan" or "report" => user.May(CenterAct.RectifyDanger) || user.May(CenterAct.SuperviseDanger),
        "start" or "submit" => user.May(CenterAct.RectifyDanger),
        "sign" => PartiesOf(user).Count > 0,
        "return" => user.May(CenterAct.SuperviseDanger) || user.May(CenterAct.SignDangerAsExpert),
        "cancel" or "keep" => user.May(CenterAct.CancelDanger),
        "list" or "delist" or "escalate" or "upgrade" or "review" => user.May(CenterAct.SuperviseDanger),
        _ => false,
    };

    /// <summary>As which parties an account may sign.</summary>
    public static IReadOnlyList<DangerParty> PartiesOf(CurrentUser user)
    {
        (CenterAct Act, DangerParty Party)[] rights =
        [
            (CenterAct.SignDangerAsSupervisor, DangerParty.Supervisor), (CenterAct.SignDangerAsExpert, DangerParty.Expert), (CenterAct.SignDangerAsEnterprise, DangerParty.Enterprise),
        ];
        return [.. rights.Where(right => user.May(right.Act)).Select(right => right.Party)];
    }
}
