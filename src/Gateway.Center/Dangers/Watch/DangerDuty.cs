using Gateway.Center.Configuration;
using Gateway.Center.Dangers.Storage;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Dangers.Watch;

/// <summary>Notes what is overdue and proposes the next step of the ladder; a person takes it. Never changes a case.</summary>
internal sealed class DangerDuty(CenterStore store, CenterOptions options) : ICenterDuty
{
    public const string DutyName = "hidden-dangers";

    public string Name => DutyName;

    public TimeSpan Period => TimeSpan.FromMinutes(1);

    public async Task RunAsync(DateTimeOffset now, CancellationToken cancellation)
    {
        var overdue = await store.ReadAsync(db => DangerQueries.Overdue(db, now).ToListAsync(cancellation), cancellation);
        if (!overdue.Exists(danger => IsNews(danger, now)))
        {
            return;
        }

        await store.WriteAsync(
            async work =>
            {
                foreach (var danger in (await DangerQueries.Overdue(work.Db, work.Now).OrderBy(danger => danger.Id).ToListAsync(cancellation)).Where(danger => IsNews(danger, work.Now)))
                {
                    Note(work, danger);
                }
            },
            cancellation);
    }

    private bool IsNews(HiddenDanger danger, DateTimeOffset now) =>
        danger.OverdueNotedFor != DeadlineOf(danger) || StepOf(danger, now) > danger.ProposedEscalation;

    private void Note(CenterWork work, HiddenDanger danger)
    {
        var deadline = DeadlineOf(danger);
        if (danger.OverdueNotedFor != deadline)
        {
            danger.OverdueNotedFor = deadline;
            work.Record(DangerBook.FactOf(danger, "danger.overdue", null), new { danger.DueAt, danger.ListingDueAt });
        }

        for (var step = StepOf(danger, work.Now); danger.ProposedEscalation < step;)
        {
            danger.ProposedEscalation++;
            work.Record(DangerBook.FactOf(danger, "danger.escalation-proposed", null), new { step = danger.ProposedEscalation, deadline });
        }
    }

    private int StepOf(HiddenDanger danger, DateTimeOffset now) =>
        options.Dangers.EscalateAfterDays.Count(days => now >= DeadlineOf(danger) + TimeSpan.FromDays(days));

    /// <summary>The earlier of time limit and supervised deadline that counts.</summary>
    private static DateTimeOffset DeadlineOf(HiddenDanger danger) =>
        new[] { danger.DueAt, danger.ListingDueAt }.Where(due => due is not null).Min() ?? DateTimeOffset.MaxValue;
}
