using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.SignIn;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;

namespace Gateway.Center.Access.Sessions;

/// <summary>Signing in and out, who is signed in, and the own password.</summary>
internal static class SessionEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost("/session", SignInAsync).WithMetadata(OpenEndpoint.Instance);
        api.MapGet("/session", ShowAsync).WithMetadata(OpenEndpoint.Instance);
        api.MapDelete("/session", SignOutAsync).WithMetadata(OwnSessionEndpoint.Instance);
        api.MapPost("/session/password", ChangePasswordAsync).WithMetadata(OwnSessionEndpoint.Instance);
    }

    private static async Task<IResult> SignInAsync(
        SignInRequest request, HttpContext context, SignInDesk desk, SessionCookie cookie, CenterStore store, CenterOptions options,
        TimeProvider time, CancellationToken cancellation)
    {
        var password = request.Password ?? "";
        var name = AccountName.Of(request.Account);
        if (password.Length > PasswordRules.Longest || name.Length > 200)
        {
            return Refused();
        }

        var result = await desk.SignInAsync(name, password, cookie.Read(context.Request), Caller.Of(context), cancellation);
        if (result.LockedUntil is { } until)
        {
            return Locked(context, until - time.GetUtcNow());
        }

        if (result.Running is not { } running)
        {
            return Refused();
        }

        cookie.Write(context.Response, result.Token);
        return TypedResults.Ok(await store.ReadAsync(db => SessionView.OfAsync(db, running, options, cancellation), cancellation));
    }

    private static async Task<IResult> ShowAsync(HttpContext context, CenterStore store, CenterOptions options, CancellationToken cancellation) =>
        context.Features.Get<RunningSession>() is { } running
            ? TypedResults.Ok(await store.ReadAsync(db => SessionView.OfAsync(db, running, options, cancellation), cancellation))
            : CenterProblem.Of(StatusCodes.Status401Unauthorized, "not.signed.in", "未登录", "not signed in");

    private static async Task<IResult> SignOutAsync(HttpContext context, SessionCookie cookie, CenterStore store, CancellationToken cancellation)
    {
        if (context.Features.Get<RunningSession>() is { } running && cookie.Read(context.Request) is { } token)
        {
            await store.WriteAsync(work => SessionBook.EndByTokenAsync(work, token, "signedOut", running.Account.Id), cancellation);
        }

        cookie.Remove(context.Response);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> ChangePasswordAsync(
        PasswordRequest request, HttpContext context, PasswordDesk desk, SessionCookie cookie, CenterStore store, CenterOptions options,
        CancellationToken cancellation)
    {
        if (context.Features.Get<RunningSession>() is not { } running)
        {
            return CenterProblem.Of(StatusCodes.Status401Unauthorized, "not.signed.in", "未登录", "not signed in");
        }

        var (errors, changed) = await desk.ChangeOwnAsync(running.Account, request.Old ?? "", request.New, Caller.Of(context), cancellation);
        if (changed is not { Running: { } fresh })
        {
            return CenterProblem.Fields(errors);
        }

        cookie.Write(context.Response, changed.Token);
        return TypedResults.Ok(await store.ReadAsync(db => SessionView.OfAsync(db, fresh, options, cancellation), cancellation));
    }

    private static IResult Refused() => CenterProblem.Of(
        StatusCodes.Status401Unauthorized, "session.refused", "账号或密码不正确", "the account or the password is not right");

    private static IResult Locked(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString("0");
        return CenterProblem.Of(
            StatusCodes.Status429TooManyRequests, "session.locked", "密码错误次数过多，请稍后再试，或请管理员解锁",
            "too many wrong passwords; try again later or ask an administrator to unlock");
    }

    private sealed record SignInRequest(string? Account, string? Password);

    private sealed record PasswordRequest(string? Old, string? New);
}
