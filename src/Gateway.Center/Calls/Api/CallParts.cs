using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Center.Warnings;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Api;

/// <summary>The calls on the page of an incident.</summary>
internal sealed class CallIncidentPart(CallViews views) : IIncidentPart
{
    public string Field => "calls";

    public async Task<object> OfAsync(CenterDb db, Incident incident, CurrentUser user, CancellationToken cancellation) =>
        await views.OfAsync(db, await CallViews.Visible(db, user).Where(call => call.IncidentId == incident.Id).ToListAsync(cancellation), user, cancellation);
}

/// <inheritdoc/>
internal sealed class CallSummaries : ICallSummaries
{
    public async Task<IReadOnlyDictionary<string, object>> OfAsync(CenterDb db, IReadOnlyList<string> incidents, CancellationToken cancellation)
    {
        var calls = await db.Set<Call>().Where(call => incidents.Contains(call.IncidentId)).ToListAsync(cancellation);
        var ids = calls.ConvertAll(call => call.Id);
        var legs = (await db.Set<CallLeg>().Where(leg => ids.Contains(leg.CallId)).ToListAsync(cancellation)).ToLookup(leg => leg.CallId, StringComparer.Ordinal);
        return calls.ToDictionary(
            call => call.IncidentId,
            object (call) => new SummaryView(
                call.Id, call.State, call.StartedAt, call.Level, legs[call.Id].Count(leg => leg.SentAt is not null), Engine.CallLegs.Answerers(call, legs[call.Id]), call.Needed, call.NextAt),
            StringComparer.Ordinal);
    }
}

/// <summary>Calls on the first page: how many run, and which nobody answers.</summary>
internal sealed class CallOverviewPart : IOverviewPart
{
    private const int Most = 100;

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var running = CallViews.Visible(db, user).Where(call => call.State == CallState.Running && !call.IsDrill);
        draft.Counters["callsRunning"] = await running.CountAsync(cancellation);
        var calls = await (from call in running
                           join incident in db.Set<Incident>() on call.IncidentId equals incident.Id
                           orderby call.Tier descending, call.StartedAt
                           select new { call, incident.TitleZh, incident.TitleEn }).Take(Most).ToListAsync(cancellation);
        draft.Hand.AddRange(calls.Select(one => new HandItem(
            "call", one.call.Id, one.call.Tier, Title(one.call, one.TitleZh, one.TitleEn), one.call.SiteId, one.call.StartedAt, one.call.NextAt)));
    }

    private static LocalizedText Title(Call call, string zh, string en) =>
        call.NobodyAt is not null ? new($"有步骤找不到可呼叫的人，请人工联系：{zh}", $"a step found nobody to call, reach people by hand: {en}")
        : call.Round > 0 ? new($"全部步骤无人应答，正在重复呼叫：{zh}", $"nobody answered any step, calling again: {en}")
        : new($"等待应答：{zh}", $"waiting for an answer: {en}");
}
