namespace Gateway.Center.Calls.People;

/// <summary>Where each role stands in the organisation, and who comes next when nobody holds it.</summary>
public static class RoleChain
{
    private static readonly (string Role, string Level)[] s_chain =
    [
        ("team-leader", "enterprise"), ("safety-officer", "enterprise"), ("workshop-leader", "enterprise"), ("guarantor-operation", "enterprise"),
        ("leader-on-duty", "enterprise"), ("guarantor-technical", "enterprise"), ("mine-resident-officer", "enterprise"), ("safety-director", "enterprise"),
        ("principal", "enterprise"), ("guarantor-principal", "enterprise"),
        ("gas-coordinator", "town"), ("grid-member", "town"), ("town-duty", "town"),
        ("county-duty", "county"), ("county-duty-leader", "county"), ("industry-duty", "county"), ("county-emergency-head", "county"),
        ("government-duty", "county"), ("fire-brigade", "county"), ("city-duty", "county"),
    ];

    /// <summary>Whose message on the console alone is a call: they sit in front of it.</summary>
    public static bool SitsAtConsole(string role) => role is "county-duty" or "county-duty-leader";

    /// <summary>The role itself, then those above it at the same level, then those below it. A role of the seeds that is not known here stands alone.</summary>
    public static IReadOnlyList<string> From(string role)
    {
        var index = Array.FindIndex(s_chain, link => link.Role == role);
        if (index < 0)
        {
            return [role];
        }

        var level = s_chain[index].Level;
        return [.. s_chain[index..].Concat(s_chain[..index].Reverse()).Where(link => link.Level == level).Select(link => link.Role)];
    }
}
