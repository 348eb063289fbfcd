using static Gateway.Center.Access.CenterAct;

namespace Gateway.Center.Access;

/// <summary>Which role may do what. <see cref="CenterAct.See"/> is everybody's, within the scope.</summary>
public static class RoleRights
{
    private static readonly CenterAct[] s_duty =
    [
        See, AcknowledgeWarning, AnswerCall, ReleaseWarning, RaiseTier, ConfirmAccident, WriteReport, SendReport, RecordDanger, SuperviseDanger,
        EnterNaturalWarning, ManageRoster, StartDrill, ExportEvidence, SignPrejudgement,
    ];

    private static readonly Dictionary<CenterRole, HashSet<CenterAct>> s_rights = new()
    {
        [CenterRole.Administrator] = [See, ManageRoster, ManagePeople, ManageOrganisation, ManageAccounts, ManageSettings, ExportEvidence, SeeAudit],
        [CenterRole.DutyOfficer] = [.. s_duty],
        [CenterRole.DutyLeader] = [.. s_duty, ReleaseGrave, SignDangerAsSupervisor, CancelDanger, ManagePeople, SeeAudit],
        [CenterRole.Department] = [See, AnswerCall, RecordDanger, SuperviseDanger, SignDangerAsSupervisor, CancelDanger, SignPrejudgement, ExportEvidence],
        [CenterRole.Town] = [See, AnswerCall, RecordDanger, SuperviseDanger, SignPrejudgement, EnterNaturalWarning],
        [CenterRole.Enterprise] = [See, AcknowledgeWarning, AnswerCall, RecordDanger, RectifyDanger, SignDangerAsEnterprise, SignPrejudgement],
        [CenterRole.Inspector] = [See, ExportEvidence],
        [CenterRole.Expert] = [See, SignDangerAsExpert],
    };

    public static bool May(CenterRole role, CenterAct act) => s_rights.TryGetValue(role, out var acts) && acts.Contains(act);

    /// <summary>All that a role may do, for the console.</summary>
    public static IReadOnlySet<CenterAct> Of(CenterRole role) => s_rights.TryGetValue(role, out var acts) ? acts : new HashSet<CenterAct>();
}
