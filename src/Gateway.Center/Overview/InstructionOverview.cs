using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Warnings;
using Gateway.Center.Warnings.Acts;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Intake;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Overview;

/// <summary>Instructions whose execution nobody has reported, on the first page until somebody does.</summary>
internal sealed class InstructionOverview : IOverviewPart
{
    private const int Most = 100;

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        var waiting = await (from instruction in db.Set<Instruction>()
                             join incident in Sight.Incidents(db, user) on instruction.IncidentId equals incident.Id
                             where instruction.DoneAt == null
                             orderby incident.Tier descending, instruction.At
                             select new { instruction.Kind, instruction.At, incident.Id, incident.Tier, incident.SiteId, incident.TitleZh, incident.TitleEn, incident.IsDrill })
            .Take(Most).ToListAsync(cancellation);
        draft.Hand.AddRange(waiting.Select(one =>
        {
            var name = InstructionWords.Name(one.Kind);
            return new HandItem(
                "incident", one.Id, one.Tier, DrillMark.Of(new($"指令未反馈（{name.Zh}）：{one.TitleZh}", $"no feedback on an instruction ({name.En}): {one.TitleEn}"), one.IsDrill), one.SiteId, one.At, null);
        }));
    }
}
