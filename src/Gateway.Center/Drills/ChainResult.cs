using System.Text.Json;
using Gateway.Center.Data;
using Gateway.Center.Ledger;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Drills;

/// <summary>What calling did for a drill or a proof, counted from the ledger.</summary>
/// <param name="Calls">Messages and calls sent.</param>
/// <param name="Escalated">Steps taken after the first.</param>
/// <param name="FirstAnswerS">Seconds from the opening to the first answer; null when nobody answered.</param>
public sealed record ChainResult(int Calls, int Answered, int Escalated, double? FirstAnswerS)
{
    public static async Task<ChainResult> OfAsync(CenterDb db, string incident, DateTimeOffset startedAt)
    {
        var entries = await db.Set<LedgerEntry>().AsNoTracking().Where(entry => entry.Subject == incident && entry.Kind.StartsWith("call."))
            .OrderBy(entry => entry.Sequence).Select(entry => new { entry.Kind, entry.Time }).ToListAsync();
        var answers = entries.Where(entry => entry.Kind == "call.answered").ToList();
        return new(
            entries.Count(entry => entry.Kind == "call.sent"), answers.Count, Math.Max(0, entries.Count(entry => entry.Kind == "call.step") - 1),
            answers.Count == 0 ? null : (answers[0].Time - startedAt).TotalSeconds);
    }

    public string ToJson() => JsonSerializer.Serialize(this, CenterJson.Options);

    public static ChainResult? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<ChainResult>(json, CenterJson.Options);
}
