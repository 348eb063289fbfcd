namespace Gateway.Notifications.Cap;

// The names are written into messages as they stand here.
public enum CapStatus
{
    Actual = 0,
    Exercise,
    System,
    Test,
    Draft,
}

public enum CapMessageType
{
    Alert = 0,
    Update,
    Cancel,
    Ack,
    Error,
}

public enum CapScope
{
    Public = 0,
    Restricted,
    Private,
}

public enum CapCategory
{
    Geo = 0,
    Met,
    Safety,
    Security,
    Rescue,
    Fire,
    Health,
    Env,
    Transport,
    Infra,
    CBRNE,
    Other,
}

public enum CapResponse
{
    Shelter = 0,
    Evacuate,
    Prepare,
    Execute,
    Avoid,
    Monitor,
    Assess,
    AllClear,
    None,
}

public enum CapUrgency
{
    Immediate = 0,
    Expected,
    Future,
    Past,
    Unknown,
}

public enum CapSeverity
{
    Extreme = 0,
    Severe,
    Moderate,
    Minor,
    Unknown,
}

public enum CapCertainty
{
    Observed = 0,
    Likely,
    Possible,
    Unlikely,
    Unknown,
}
