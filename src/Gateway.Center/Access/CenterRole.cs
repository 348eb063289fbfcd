namespace Gateway.Center.Access;

/// <summary>What an account is. What each may do stands in <see cref="RoleRights"/>; what it may see is its scope. The numbers are stored.</summary>
public enum CenterRole
{
    /// <summary>Sets the system up; handles no warnings.</summary>
    Administrator = 1,

    /// <summary>县值班员: handles warnings, calls people, runs clocks.</summary>
    DutyOfficer = 2,

    /// <summary>值班领导: also releases and confirms.</summary>
    DutyLeader = 3,

    /// <summary>行业主管部门: sees its industry, confirms hidden dangers.</summary>
    Department = 4,

    /// <summary>镇街、功能区: sees its sites.</summary>
    Town = 5,

    /// <summary>企业: sees itself, answers, rectifies.</summary>
    Enterprise = 6,

    /// <summary>执法检查: reads, replays, exports evidence; changes nothing.</summary>
    Inspector = 7,

    /// <summary>专家: reads, signs as expert in three-party confirmation.</summary>
    Expert = 8,
}

/// <summary>What somebody can do to the center, beyond seeing.</summary>
public enum CenterAct
{
    See = 0,
    AcknowledgeWarning,
    AnswerCall,

    /// <summary>Give up the warning of an incident; orange and red need <see cref="ReleaseGrave"/>.</summary>
    ReleaseWarning,
    ReleaseGrave,
    RaiseTier,
    ConfirmAccident,
    WriteReport,
    SendReport,
    RecordDanger,
    RectifyDanger,
    SuperviseDanger,
    SignDangerAsSupervisor,
    SignDangerAsExpert,
    SignDangerAsEnterprise,
    CancelDanger,
    SignPrejudgement,
    EnterNaturalWarning,
    ManageRoster,
    ManagePeople,
    ManageOrganisation,
    ManageAccounts,
    ManageSettings,
    StartDrill,
    ExportEvidence,
    SeeAudit,
}
