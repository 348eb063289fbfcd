namespace Gateway.Edge.Api;

/// <summary>How grave it is, and how slopes move.</summary>
internal static class StandingEndpoints
{
    public static void Map(RouteGroupBuilder api, SiteStanding standing)
    {
        api.MapGet("/site", (CancellationToken cancellation) => standing.NowAsync(cancellation))
            .WithSummary("Tier of site, zones, devices and points with what made it so; the risk index with its parts");
        api.MapGet("/slopes/{point}", async (string point, CancellationToken cancellation) =>
                await standing.SlopeAsync(point, cancellation) is { } slope ? Results.Ok(slope) : ApiProblems.Unknown("slope", point))
            .Produces<SlopeView>().ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Velocity, acceleration, tangent angle and forecast of one slope point, or why there is none");
    }
}
