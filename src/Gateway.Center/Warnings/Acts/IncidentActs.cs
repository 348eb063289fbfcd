using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Incidents;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Acts;

/// <summary>What people do with an incident. Each act checks again inside its change whether it may be.</summary>
internal sealed class IncidentActs(CenterStore store, IncidentBook book, SiteAcknowledgement site)
{
    private const int LongestText = 1000;

    public Task<Refusal?> AcknowledgeAsync(CurrentUser user, string id, string? remark, CancellationToken cancellation)
    {
        var form = new FormCheck();
        var text = form.Text("remark", remark, LongestText, needed: false);
        return ChangeAsync(user, id, form, async (work, incident) =>
        {
            if (incident.State == IncidentState.Released)
            {
                return Refusal.Conflict("released", "预警已解除", "it is released already");
            }

            if (incident.AcknowledgedAt is null)
            {
                await book.AcknowledgeAsync(work, incident, user.Account, text);
                await site.SendAsync(work, incident, user.Account, text);
            }

            return null;
        }, cancellation);
    }

    public Task<Refusal?> RaiseAsync(CurrentUser user, string id, WarningTier? tier, string? reason, CancellationToken cancellation)
    {
        var form = new FormCheck();
        var text = form.Text("reason", reason, LongestText);
        if (tier is null or WarningTier.None)
        {
            form.Add("tier", tier?.ToString(), new("blue、yellow、orange 或 red", "blue, yellow, orange or red"));
        }

        return ChangeAsync(user, id, form, async (work, incident) =>
        {
            if (incident.State == IncidentState.Released || tier <= incident.Tier)
            {
                return Refusal.Conflict("notHigher", "只能提高未解除预警的等级", "only the tier of an incident not released can be raised, and only up");
            }

            incident.TouchedAt = work.Now;
            await book.RaiseAsync(work, incident, tier!.Value, new(text, text), "person", user.Account);
            return null;
        }, cancellation);
    }

    public Task<Refusal?> ReleaseAsync(CurrentUser user, string id, string? reason, CancellationToken cancellation)
    {
        var form = new FormCheck();
        var text = form.Text("reason", reason, LongestText);
        return ChangeAsync(user, id, form, async (work, incident) =>
        {
            if (Releasing.WhyNot(incident, user) is { } why)
            {
                return why;
            }

            incident.TouchedAt = work.Now;
            await book.ReleaseAsync(work, incident, new(text, text), user.Account);
            return null;
        }, cancellation);
    }

    public Task<Refusal?> ConfirmAccidentAsync(CurrentUser user, string id, DateTimeOffset? occurredAt, string? remark, CancellationToken cancellation)
    {
        var form = new FormCheck();
        var text = form.Text("remark", remark, LongestText, needed: false);
        return ChangeAsync(user, id, form, async (work, incident) =>
        {
            if (incident.AccidentAt is not null)
            {
                return Refusal.Conflict("accidentAlready", "已确认为事故", "it is confirmed as an accident already");
            }

            if (occurredAt > work.Now)
            {
                form.Add("occurredAt", $"{occurredAt:O}", new("不晚于现在", "not later than now"));
                return form.Refusal;
            }

            await book.ConfirmAccidentAsync(work, incident, (occurredAt ?? work.Now).ToUniversalTime(), user.Account, text);
            return null;
        }, cancellation);
    }

    internal async Task<Refusal?> ChangeAsync(CurrentUser user, string id, FormCheck form, Func<CenterWork, Incident, Task<Refusal?>> act, CancellationToken cancellation) =>
        form.Refusal ?? await store.WriteAsync(
            async work => await Sight.IncidentAsync(work.Db, user, id) is { } incident ? await act(work, incident) : Refusal.NotFound,
            cancellation);
}
