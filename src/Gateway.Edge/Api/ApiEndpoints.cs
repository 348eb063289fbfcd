using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Health;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Api;

/// <summary>The local API: what a screen, a script or a technician on the spot needs. Described at <c>/openapi/v1.json</c>.</summary>
public static class ApiEndpoints
{
    private const int MostWarnings = 1000;

    public static void Map(IEndpointRouteBuilder routes, ISiteView site, ApiParts parts, MetricsText metrics, TimeProvider time)
    {
        var api = routes.MapGroup("/api/v1");
        api.MapGet("/points", site.Points).WithSummary("All points with value, age, quality and tier");
        api.MapGet("/points/{id}", (string id) => site.Point(id) is { } point ? Results.Ok(point) : ApiProblems.Unknown("point", id))
            .Produces<PointView>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("One point");
        api.MapGet("/warnings", (string? limit) => Warnings(site, limit))
            .Produces<IReadOnlyList<WarningView>>().WithSummary("The newest warnings, newest first");
        api.MapGet("/history", (Delegate)((HttpContext context) => HistoryAsync(site, context, time)))
            .Produces<HistoryView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Samples of one point: ?point&from&to&resolution=raw|minute|hour&limit&store");
        MapSounders(api, site);
        AlarmEndpoints.Map(api, parts.Alarms, parts.Limits);
        OccurrenceEndpoints.Map(api, parts.Alarms, time);
        StandingEndpoints.Map(api, parts.Standing);
        TrafficEndpoints.Map(api, parts.Traffic, time);
        MapTechnician(api, site);
        foreach (var path in new[] { "/health", "/api/v1/health" })
        {
            routes.MapGet(path, (CancellationToken cancellation) => site.HealthAsync(cancellation)).WithSummary("Drivers, queues, log, disk");
        }

        routes.MapGet("/metrics", () => Results.Text(metrics.Write(), "text/plain; version=0.0.4; charset=utf-8"))
            .WithSummary("Prometheus text format");
    }

    private static void MapSounders(RouteGroupBuilder api, ISiteView site)
    {
        api.MapPost("/sounders/{name}/silence", (string name, ActRequest? act, CancellationToken cancellation) => SilenceAsync(site, name, act, cancellation))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Stops the sound with {actor, reason}; the alarms stand, and the next rise sounds again");
    }

    private static void MapTechnician(RouteGroupBuilder api, ISiteView site)
    {
        api.MapGet("/trace/{device}", (string device) => site.Trace(device) is { } trace ? Results.Ok(trace) : ApiProblems.Unknown("device", device))
            .Produces<TraceView>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("The last frames of one Modbus device");
        api.MapGet("/set-aside", site.SetAside).WithSummary("Messages that could not be read");
        api.MapPost("/reload", async (CancellationToken cancellation) =>
        {
            var result = await site.ReloadAsync(cancellation);
            return result.Accepted ? Results.Ok(result) : Results.Json(result, statusCode: StatusCodes.Status422UnprocessableEntity);
        }).Produces<ReloadView>().Produces<ReloadView>(StatusCodes.Status422UnprocessableEntity)
            .WithSummary("Reads the configuration again and applies what changed");
    }

    private static IResult Warnings(ISiteView site, string? limit)
    {
        var count = 100;
        return limit is null || (int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is >= 1 and <= MostWarnings)
            ? Results.Ok(site.Warnings(count))
            : ApiProblems.Bad("limit", limit, new LocalizedText($"1 至 {MostWarnings}", $"1 to {MostWarnings}"));
    }

    private static async Task<IResult> HistoryAsync(ISiteView site, HttpContext context, TimeProvider time)
    {
        var (query, problem) = HistoryQuery.Parse(context.Request.Query, time.GetUtcNow());
        if (query is null)
        {
            return problem!;
        }

        if (site.Point(query.Point) is not { } point)
        {
            return ApiProblems.Unknown("point", query.Point);
        }

        var wanted = context.Request.Query["store"].ToString();
        var store = wanted.Length == 0 ? site.Histories[0] : site.Histories.FirstOrDefault(item => item.Name == wanted);
        if (store is null)
        {
            var names = string.Join(" | ", site.Histories.Select(item => item.Name));
            return ApiProblems.Bad("store", wanted, new LocalizedText(names, names));
        }

        try
        {
            var samples = await store.QueryAsync(query.Point, query.From, query.To, query.Resolution, query.Limit, context.RequestAborted);
            return Results.Ok(new HistoryView(query.Point, point.Unit, query.Resolution, store.Name, [.. samples.Select(View)]));
        }
        catch (Exception error) when (!context.RequestAborted.IsCancellationRequested)
        {
            return ApiProblems.StoreFailed(store.Name, error.Message);
        }
    }

    private static HistoryPointView View(HistorySample sample) => new(
        new DateTimeOffset(sample.Time, TimeSpan.Zero), Finite(sample.Min), Finite(sample.Max), Finite(sample.Mean), sample.Count,
        ApiJson.Name(sample.Quality));

    private static double? Finite(double value) => double.IsFinite(value) ? value : null;

    private static async Task<IResult> SilenceAsync(ISiteView site, string name, ActRequest? act, CancellationToken cancellation) =>
        ActCheck.Problem(act, out _) ?? await site.SilenceAsync(name, act!.Actor!, act.Reason ?? "", cancellation) switch
        {
            null => ApiProblems.Unknown("sounder", name),
            true => Results.NoContent(),
            false => ApiProblems.NotConfirmed(name),
        };
}
