namespace Gateway.Center.Dangers.Machine;

/// <summary>Who must confirm that a hidden danger is put right: three different people for a major one, the supervisor for a general one.</summary>
internal static class DangerSigning
{
    public static IReadOnlyList<DangerParty> PartiesOf(DangerGrade grade) =>
        grade == DangerGrade.Major ? [DangerParty.Supervisor, DangerParty.Expert, DangerParty.Enterprise] : [DangerParty.Supervisor];

    public static bool HasAll(DangerCase at) => PartiesOf(at.Grade).All(party => at.Signatures.Any(signature => signature.Party == party));

    public static DangerOutcome Sign(DangerCase at, Sign sign, DangerActor actor) =>
        at.State != DangerState.Submitted ? DangerMachine.Refuse(at, "未提交验收", "it is not submitted")
        : !PartiesOf(at.Grade).Contains(sign.Party) ? DangerMachine.Refuse(at, "一般隐患只须监管人员确认", "a general one takes the supervisor only")
        : at.Signatures.Any(signature => signature.Party == sign.Party) ? DangerMachine.Refuse(at, "该方已确认", "this party has signed")
        : !at.Signatures.All(signature => actor.IsOtherThan(signature.By, signature.Person)) ? DangerMachine.Refuse(at, "三方须为不同的人", "the parties are different people")
        : DangerMachine.Take(at with
        {
            Signatures = [.. at.Signatures, new DangerSignature(sign.Party, actor.Account, actor.Person, actor.Name, actor.At, sign.Remark)],
        });
}
