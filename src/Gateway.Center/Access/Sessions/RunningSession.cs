using Gateway.Center.Access.Accounts;

namespace Gateway.Center.Access.Sessions;

/// <summary>The session of a request, among its features; not there when the caller has none.</summary>
public sealed record RunningSession(CenterSession Session, Account Account)
{
    public CurrentUser User => new(Account.Id, Account.PersonId, Account.Role, Account.ScopePath, Account.Industry);
}
