using Gateway.Center.Access;
using Gateway.Center.Warnings.Api;
using Gateway.Center.Warnings.Incidents;
using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Warnings.Acts;

/// <summary>Orders on an incident, and the report that they were carried out.</summary>
internal sealed class InstructionActs(IncidentActs acts)
{
    private const int LongestText = 1000;
    private const int MostOfOneIncident = 200;

    public Task<Refusal?> InstructAsync(CurrentUser user, string id, string? kind, string? text, CancellationToken cancellation)
    {
        var form = new FormCheck();
        if (!Enum.TryParse<InstructionKind>(kind, ignoreCase: true, out var known) || !Enum.IsDefined(known))
        {
            form.Add("kind", kind, new("stopWork、withdrawPeople、evacuate、stopSupply、stopTraffic、closePlace、checkOnSite、other", "stopWork, withdrawPeople, evacuate, stopSupply, stopTraffic, closePlace, checkOnSite, other"));
        }

        var words = form.Text("text", text, LongestText, needed: known == InstructionKind.Other);
        return acts.ChangeAsync(user, id, form, async (work, incident) =>
        {
            var number = 1 + await work.Db.Set<Instruction>().CountAsync(other => other.IncidentId == id);
            if (incident.State == IncidentState.Released || number > MostOfOneIncident)
            {
                return Refusal.Conflict("released", "预警已解除或指令过多", "it is released, or has too many instructions");
            }

            incident.TouchedAt = work.Now;
            work.Db.Add(new Instruction { IncidentId = id, Number = number, Kind = known, Text = words, UnitPath = incident.UnitPath, At = work.Now, By = user.Account });
            IncidentBook.Record(work, incident, "incident.instructed", user.Account, new { number, kind = known, name = InstructionWords.Name(known), text = words, to = incident.UnitPath });
            return null;
        }, cancellation);
    }

    public Task<Refusal?> DoneAsync(CurrentUser user, string id, int number, string? feedback, CancellationToken cancellation)
    {
        var form = new FormCheck();
        var words = form.Text("feedback", feedback, LongestText);
        return acts.ChangeAsync(user, id, form, async (work, incident) =>
        {
            if (await work.Db.FindAsync<Instruction>(id, number) is not { } instruction)
            {
                return Refusal.NotFound;
            }

            if (instruction.DoneAt is not null)
            {
                return Refusal.Conflict("done", "已反馈执行情况", "its execution is reported already");
            }

            (instruction.DoneAt, instruction.DoneBy, instruction.Feedback) = (work.Now, user.Account, words);
            IncidentBook.Record(work, incident, "instruction.done", user.Account, new { number, kind = instruction.Kind, name = InstructionWords.Name(instruction.Kind), feedback = words });
            return null;
        }, cancellation);
    }
}
