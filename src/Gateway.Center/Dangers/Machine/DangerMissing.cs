using Gateway.Core.Measurements;

namespace Gateway.Center.Dangers.Machine;

/// <summary>What a case still lacks before its next step.</summary>
internal static class DangerMissing
{
    public static IReadOnlyList<LocalizedText> Of(DangerCase at) => at.State switch
    {
        DangerState.Found or DangerState.Planned => [.. Fields(at), .. Before(at)],
        DangerState.Rectifying => [.. Before(at), .. Reports(at, ReportWhat.Plan), new("整改结果", "the result")],
        DangerState.Submitted => [.. Signatures(at), .. Reports(at, ReportWhat.Result)],
        DangerState.Confirmed => [.. Reports(at, ReportWhat.Plan), .. Reports(at, ReportWhat.Result), .. Listing(at), .. Fields(at)],
        _ => [],
    };

    private static IEnumerable<LocalizedText> Fields(DangerCase at)
    {
        (bool There, string Zh, string En)[] fields =
        [
            (!string.IsNullOrWhiteSpace(at.Responsible), "责任", "who is responsible"), (!string.IsNullOrWhiteSpace(at.Measures), "措施", "measures"),
            (!string.IsNullOrWhiteSpace(at.Funds), "资金", "funds"), (at.DueAt is not null, "时限", "time limit"), (!string.IsNullOrWhiteSpace(at.Plan), "预案", "emergency plan"),
        ];
        return fields.Where(field => !field.There).Select(field => new LocalizedText(field.Zh, field.En));
    }

    private static IEnumerable<LocalizedText> Before(DangerCase at)
    {
        if (DangerMachine.LacksInterim(at))
        {
            yield return new("临时防范和监控措施", "interim measures");
        }

        if (DangerMachine.LacksListing(at))
        {
            yield return new("挂牌督办", "listed supervision");
        }
    }

    private static IEnumerable<LocalizedText> Reports(DangerCase at, ReportWhat what)
    {
        var (zh, en) = what == ReportWhat.Plan ? ("治理方案", "plan") : ("治理结果", "result");
        if (at.Grade == DangerGrade.Major && !at.HasReport(ReportTo.Department, what))
        {
            yield return new($"{zh}报监管部门", $"{en} reported to the department");
        }

        if (at.Grade == DangerGrade.Major && !at.HasReport(ReportTo.Employees, what))
        {
            yield return new($"{zh}报职工", $"{en} reported to the employees");
        }
    }

    private static IEnumerable<LocalizedText> Signatures(DangerCase at) =>
        DangerSigning.PartiesOf(at.Grade).Where(party => at.Signatures.All(signature => signature.Party != party)).Select(party => party switch
        {
            DangerParty.Supervisor => new LocalizedText("监管人员确认", "signature of the supervisor"),
            DangerParty.Expert => new LocalizedText("专家确认", "signature of the expert"),
            _ => new LocalizedText("企业负责人确认", "signature of the enterprise"),
        });

    private static IEnumerable<LocalizedText> Listing(DangerCase at)
    {
        if (at.Grade == DangerGrade.Major && at.Listing is not { DelistedAt: not null })
        {
            yield return new("摘牌", "to be taken off the list");
        }
    }
}
