using Gateway.Center.Composition;

namespace Gateway.Center.Access;

/// <summary>Guards an endpoint: 401 when nobody is signed in, 403 when the role may not.</summary>
public static class ActFilter
{
    /// <summary>Every endpoint of the API states what it takes; a convention test finds those that do not.</summary>
    public static TBuilder Needs<TBuilder>(this TBuilder builder, CenterAct act)
        where TBuilder : IEndpointConventionBuilder
    {
        builder.WithMetadata(new NeededAct(act));
        return builder.AddEndpointFilter(async (context, next) =>
        {
            if (CurrentUser.Of(context.HttpContext.User) is not { } user)
            {
                return CenterProblem.Of(StatusCodes.Status401Unauthorized, "not.signed.in", "未登录", "not signed in");
            }

            return user.May(act)
                ? await next(context)
                : CenterProblem.Of(StatusCodes.Status403Forbidden, "not.allowed", "无权进行此操作", "this account may not do that");
        });
    }

    /// <summary>The user of a guarded endpoint.</summary>
    public static CurrentUser User(this HttpContext context) =>
        CurrentUser.Of(context.User) ?? throw new InvalidOperationException("The endpoint is not guarded.");
}

/// <summary>Metadata of an endpoint: what it takes to call it.</summary>
public sealed record NeededAct(CenterAct Act);
