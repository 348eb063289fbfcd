namespace Gateway.Center.Access;

/// <summary>Facts of sign-ins and accounts concern no unit: who sees the whole sees them, a town or enterprise does not.</summary>
internal static class AccessFacts
{
    public const string Path = "/";
}
