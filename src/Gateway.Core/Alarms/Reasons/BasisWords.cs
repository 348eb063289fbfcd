using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>What a figure rests on: rule, version, clause, how sure it is, whether law sets it, who reviewed it.</summary>
internal static class BasisWords
{
    public static LocalizedText Of(RuleBasis basis)
    {
        var clause = Clause(basis);
        var remark = basis.Remark is { } said ? new LocalizedText($"，{said.Zh}", $", {said.En}") : new LocalizedText("", "");
        var sure = Confidence(basis.Confidence);
        var review = Review(basis);
        return new(
            $"规则 {basis.Rule}（版本 {basis.Version}，{clause.Zh}{remark.Zh}{sure.Zh}）。{review.Zh}",
            $"Rule {basis.Rule} (version {basis.Version}, {clause.En}{remark.En}{sure.En}). {review.En}");
    }

    // A clause names its standard; what the product proposes is said by its mark. Otherwise the source is all there is.
    private static LocalizedText Clause(RuleBasis basis) => basis switch
    {
        { Clause.Length: > 0 } => new(basis.Clause, basis.Clause),
        { Source: { } source, Confidence: not "P" } => source,
        _ => new("无标准条款", "no clause"),
    };

    private static LocalizedText Review(RuleBasis basis) => (basis.IsLaw, basis.IsUnreviewedDefault) switch
    {
        (true, true) => new("法规或强制性标准限值，本单位尚未审核。", "Limit set by law or a mandatory standard, not reviewed for this site. "),
        (true, false) => new($"法规或强制性标准限值，审核：{basis.ReviewedBy}。", $"Limit set by law or a mandatory standard, reviewed by {basis.ReviewedBy}. "),
        (false, true) => new("默认阈值，未经审核。", "Default threshold, not reviewed. "),
        _ => new($"审核：{basis.ReviewedBy}。", $"Reviewed by {basis.ReviewedBy}. "),
    };

    // The marks of domain rule 0.
    private static LocalizedText Confidence(string mark) => mark switch
    {
        "V" => new("，已核对公开文本", ", checked against a public copy"),
        "K" => new("，据专业知识", ", from professional knowledge"),
        "U" => new("，出处不确定", ", source unsure"),
        "P" => new("，本产品建议值", ", proposed by the product"),
        "C" => new("，计算值", ", computed"),
        _ => new("", ""),
    };
}
