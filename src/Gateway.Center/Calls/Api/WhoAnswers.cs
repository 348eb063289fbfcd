using Gateway.Center.Access;

namespace Gateway.Center.Calls.Api;

/// <summary>Who may answer for whom: everybody for himself, the duty desk also notes what was said by telephone.</summary>
internal static class WhoAnswers
{
    /// <summary>Over what, and who it is that answers; null when the user may answer this one in no way.</summary>
    public static (string Over, string By)? HowOf(CurrentUser user, CallLeg leg)
    {
        var isDuty = user.Role is CenterRole.DutyOfficer or CenterRole.DutyLeader;
        if (leg.PersonId is null)
        {
            // The duty desk is answered by whoever sits at it.
            return isDuty ? ("console", user.Person ?? $"@{user.Account}") : null;
        }

        return leg.PersonId == user.Person ? ("console", leg.PersonId) : isDuty ? ("telephone", leg.PersonId) : null;
    }
}
