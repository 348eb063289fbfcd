using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Composition;

/// <summary>Whether the center works: short for anybody, each part for who is signed in.</summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/health", HealthAsync).WithMetadata(OpenEndpoint.Instance);

    private static async Task<IResult> HealthAsync(
        HttpContext context, CenterDbFactory factory, DutyScheduler duties, CenterOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var database = await DatabaseAsync(factory, cancellation);
        var status = database ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        var state = database ? "ok" : "databaseAway";
        return CurrentUser.Of(context.User) is null
            ? TypedResults.Json(new { State = state, At = time.GetUtcNow() }, statusCode: status)
            : TypedResults.Json(
                new
                {
                    State = state, At = time.GetUtcNow(), Version = ProductVersion.Text, Database = new { options.Database.Kind, Ok = database },
                    Duties = duties.LastGood,
                },
                statusCode: status);
    }

    private static async Task<bool> DatabaseAsync(CenterDbFactory factory, CancellationToken cancellation)
    {
        try
        {
            await using var db = factory.Create();
            return await db.Database.CanConnectAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return false;
        }
    }
}
