namespace Gateway.Core.Conditions.Joint;

/// <summary>What a voter counts as while nobody knows what it would say: bad, silent, or never seen.</summary>
public enum AbsentVoter : byte
{
    /// <summary>The vote proves nothing as long as this voter could turn it.</summary>
    Hold = 0,

    /// <summary>Counts as a vote for the alarm.</summary>
    Abnormal = 1,

    /// <summary>Counts as a vote against it.</summary>
    Normal = 2,

    /// <summary>Leaves the vote: m of n becomes min(m, n - 1) of n - 1. With nobody left nothing is proved.</summary>
    Excluded = 3,
}
