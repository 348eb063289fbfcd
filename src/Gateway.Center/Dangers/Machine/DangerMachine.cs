using Gateway.Core.Measurements;
using static Gateway.Center.Dangers.Machine.DangerState;

namespace Gateway.Center.Dangers.Machine;

/// <summary>What came of a command: the case as it is now, or why nothing changed.</summary>
public sealed record DangerOutcome(DangerCase Case, LocalizedText? Refusal);

/// <summary>
/// The only way a hidden danger changes. Pure. No sensor, no released warning and no passing of time moves a case: only people, by the steps here. A case
/// closes by the last thing it lacked being done, never by itself.
/// </summary>
public static class DangerMachine
{
    public const int HighestEscalation = 4;

    public static DangerOutcome Apply(DangerCase at, DangerCommand command, DangerActor actor)
    {
        if (at.IsOver)
        {
            return Refuse(at, "已闭环或销号，不能再改", "it is over and can no longer be changed");
        }

        var outcome = command switch
        {
            SetPlan plan => WithPlan(at, plan, actor),
            Start => Started(at),
            Submit submit => Submitted(at, submit),
            Sign sign => DangerSigning.Sign(at, sign, actor),
            Return back => Returned(at, back),
            List list => Listed(at, list, actor),
            Delist => Delisted(at, actor),
            Escalate => Escalated(at, actor),
            Report report => Reported(at, report, actor),
            Cancel cancel => Cancelled(at, cancel, actor),
            KeepOpen => at.CancelRequest is null ? Refuse(at, "没有待审的销号申请", "no cancellation was asked for") : Take(at with { CancelRequest = null }),
            Upgrade => at.Grade == DangerGrade.Major ? Refuse(at, "已是重大隐患", "it is major already") : Take(Upgraded(at)),
            Review review => Take(at with { ReviewAt = review.Next }),
            _ => throw new ArgumentOutOfRangeException(nameof(command), command, null),
        };
        return outcome.Refusal is null ? Take(Settled(outcome.Case, actor)) : outcome;
    }

    private static DangerOutcome WithPlan(DangerCase at, SetPlan plan, DangerActor actor)
    {
        if (at.State is not (Found or Planned or Rectifying))
        {
            return Refuse(at, "提交验收后不能再改方案，须先退回", "the plan stands once it is submitted; send it back first");
        }

        var next = at with
        {
            Responsible = plan.Responsible ?? at.Responsible, Measures = plan.Measures ?? at.Measures, Funds = plan.Funds ?? at.Funds, DueAt = plan.DueAt ?? at.DueAt,
            Plan = plan.Plan ?? at.Plan, TakesTime = plan.TakesTime ?? at.TakesTime, InterimMeasures = plan.InterimMeasures ?? at.InterimMeasures, Cause = plan.Cause ?? at.Cause,
        };
        if (plan.DueAt is { } due && due != at.DueAt && due <= actor.At)
        {
            return Refuse(at, "整改时限须在将来", "the time limit lies in the future");
        }

        if (at.State == Rectifying && (!next.HasFiveFields || LacksInterim(next)))
        {
            return Refuse(at, "整改中不得缺少五到位要素或临时措施", "while it is being put right none of the five fields nor the interim measures may go missing");
        }

        return Take(next with { State = at.State == Rectifying ? Rectifying : next.HasFiveFields ? Planned : Found });
    }

    private static DangerOutcome Started(DangerCase at) =>
        at.State == Found ? Refuse(at, "五到位（责任、措施、资金、时限、预案）未齐", "not all five fields (responsible, measures, funds, time limit, emergency plan) are there")
        : at.State != Planned ? Refuse(at, "整改已开始", "putting it right has begun already")
        : LacksInterim(at) ? Refuse(at, "不能立即整改的须有临时防范和监控措施", "what cannot be put right at once needs interim measures")
        : LacksListing(at) ? Refuse(at, "重大隐患须先挂牌督办", "a major hidden danger is listed first")
        : Take(at with { State = Rectifying });

    private static DangerOutcome Submitted(DangerCase at, Submit submit) =>
        at.State != Rectifying ? Refuse(at, "未在整改中", "it is not being put right")
        : at.Grade == DangerGrade.Major && (LacksListing(at) || !HasBoth(at, ReportWhat.Plan)) ? Refuse(at, "重大隐患须已挂牌，方案须已双报告", "a major one is listed, and its plan reported to department and employees")
        : Take(at with { State = DangerState.Submitted, Result = submit.Result, Signatures = [] });

    private static DangerOutcome Returned(DangerCase at, Return back) =>
        at.State is not (DangerState.Submitted or Confirmed)
            ? Refuse(at, "没有可退回的验收", "there is nothing to send back")
            : Take(at with
            {
                State = Rectifying, Signatures = [], TimesReturned = at.TimesReturned + 1, ReturnedBecause = back.Reason,
                Reports = [.. at.Reports.Where(report => report.What == ReportWhat.Plan)],
                Listing = at.Listing is null ? null : at.Listing with { DelistedAt = null },
            });

    private static DangerOutcome Listed(DangerCase at, List list, DangerActor actor) =>
        at.Grade != DangerGrade.Major ? Refuse(at, "只有重大隐患挂牌督办", "only major ones are listed")
        : list.Deadline <= actor.At ? Refuse(at, "督办期限须在将来", "the deadline lies in the future")
        : at.State is DangerState.Submitted or Confirmed ? Refuse(at, "已提交验收", "it is submitted already")
        : Take(at with { Listing = new DangerListing(list.Body, list.Level, list.Deadline, actor.At, null) });

    private static DangerOutcome Delisted(DangerCase at, DangerActor actor) =>
        at.Listing is not { DelistedAt: null } ? Refuse(at, "未挂牌", "it is not listed")
        : at.State != Confirmed ? Refuse(at, "三方确认后方可摘牌", "it is taken off the list after the three parties confirmed")
        : Take(at with { Listing = at.Listing with { DelistedAt = actor.At } });

    private static DangerOutcome Escalated(DangerCase at, DangerActor actor) =>
        !at.IsOverdue(actor.At) ? Refuse(at, "未逾期", "it is not overdue")
        : at.Escalation >= HighestEscalation ? Refuse(at, "已到最高一级", "it is at the highest level")
        : Take(at with { Escalation = at.Escalation + 1 });

    private static DangerOutcome Reported(DangerCase at, Report report, DangerActor actor) =>
        report.What == ReportWhat.Plan && !at.HasFiveFields ? Refuse(at, "方案未齐，不能报告", "the plan is not complete yet")
        : report.What == ReportWhat.Result && at.State is not (DangerState.Submitted or Confirmed) ? Refuse(at, "尚无整改结果", "there is no result yet")
        : Take(at with { Reports = [.. at.Reports, new DangerReport(report.To, report.What, actor.At, actor.Account, report.How)] });

    private static DangerOutcome Cancelled(DangerCase at, Cancel cancel, DangerActor actor) =>
        at.CancelRequest is not { } asked ? Take(at with { CancelRequest = new CancelRequest(actor.Account, actor.Person, cancel.Reason, actor.At) })
        : !actor.IsOtherThan(asked.By, asked.Person) ? Refuse(at, "须由另一人审核", "a second person must agree")
        : Take(at with { State = DangerState.Cancelled, CancelledBecause = asked.Reason, EndedAt = actor.At, ReviewAt = null });

    /// <summary>A general danger that turns out major starts over from its plan: it needs listing, reports and all three parties.</summary>
    private static DangerCase Upgraded(DangerCase at) =>
        at with { Grade = DangerGrade.Major, State = at.HasFiveFields ? Planned : Found, Signatures = [] };

    /// <summary>Confirmed when all parties have signed; closed when nothing is missing.</summary>
    private static DangerCase Settled(DangerCase at, DangerActor actor)
    {
        var next = at.State == DangerState.Submitted && DangerSigning.HasAll(at) ? at with { State = Confirmed } : at;
        return next.State == Confirmed && DangerMissing.Of(next).Count == 0 ? next with { State = Closed, EndedAt = actor.At, ReviewAt = null, CancelRequest = null } : next;
    }

    internal static bool LacksInterim(DangerCase at) => at.TakesTime && string.IsNullOrWhiteSpace(at.InterimMeasures);

    internal static bool LacksListing(DangerCase at) => at.Grade == DangerGrade.Major && at.Listing is null;

    internal static bool HasBoth(DangerCase at, ReportWhat what) => at.HasReport(ReportTo.Department, what) && at.HasReport(ReportTo.Employees, what);

    internal static DangerOutcome Take(DangerCase at) => new(at, null);

    internal static DangerOutcome Refuse(DangerCase at, string zh, string en) => new(at, new LocalizedText(zh, en));
}
