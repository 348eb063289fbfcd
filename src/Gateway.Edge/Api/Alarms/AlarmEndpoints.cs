using Gateway.Core.Alarms;
using Gateway.Edge.Limits;

namespace Gateway.Edge.Api;

/// <summary>What people see of alarms and do to them. An alarm id holds a slash, so it comes as the rest of the path.</summary>
internal static class AlarmEndpoints
{
    private static readonly Dictionary<string, AlarmEvent> s_verbs = new(StringComparer.Ordinal)
    {
        ["ack"] = AlarmEvent.AcknowledgedByPerson, ["reset"] = AlarmEvent.ResetByPerson, ["shelve"] = AlarmEvent.ShelvedByPerson,
        ["unshelve"] = AlarmEvent.UnshelvedByPerson, ["out-of-service"] = AlarmEvent.TakenOutOfService, ["return-to-service"] = AlarmEvent.ReturnedToService,
    };

    public static void Map(RouteGroupBuilder api, AlarmBook book, LimitKeeper limits)
    {
        api.MapGet("/alarms", (CancellationToken cancellation) => book.AlarmsAsync(cancellation))
            .WithSummary("All alarms that are not normal, with explanation, silencing and temporary limit");
        api.MapGet("/alarms/summary", (CancellationToken cancellation) => book.SummaryAsync(cancellation))
            .WithSummary("Counts by tier and state; shelved, suppressed, out of service and limit changes");
        api.MapPost("/alarms/{**path}", (string path, ActRequest? act, CancellationToken cancellation) => ActAsync(book, limits, path, act, cancellation))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status503ServiceUnavailable)
            .WithSummary("POST /alarms/{alarm id}/ack, reset, shelve, unshelve, out-of-service, return-to-service or limit with {actor, reason, approver, until, value}");
        api.MapDelete("/alarms/{**path}", (string path, string? actor, string? reason, CancellationToken cancellation) =>
                EndLimitAsync(limits, path, actor, reason, cancellation))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("DELETE /alarms/{alarm id}/limit?actor&reason ends a temporary limit");
        api.MapGet("/limits", () => limits.Changes).WithSummary("Temporary limits in force");
        foreach (var (place, points) in new (string, Func<string, IReadOnlyList<string>?>)[] { ("devices", book.PointsOfDevice), ("zones", book.PointsOfZone) })
        {
            MapMaintenance(api, book, place, points);
        }
    }

    private static void MapMaintenance(RouteGroupBuilder api, AlarmBook book, string place, Func<string, IReadOnlyList<string>?> points)
    {
        foreach (var (path, happened, summary) in new[]
        {
            ("maintenance", AlarmEvent.Suppressed, "Suppresses all alarms of the place for maintenance, with {actor, reason, approver, until}"),
            ("maintenance/end", AlarmEvent.SuppressionEnded, "Ends maintenance, with {actor, reason}"),
        })
        {
            api.MapPost($"/{place}/{{id}}/{path}", (string id, ActRequest? act, CancellationToken cancellation) =>
                    MaintainAsync(book, place, id, points(id), happened, act, cancellation))
                .Produces<MaintenanceView>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
                .ProducesProblem(StatusCodes.Status409Conflict).WithSummary(summary);
        }
    }

    private static async Task<IResult> ActAsync(AlarmBook book, LimitKeeper limits, string path, ActRequest? act, CancellationToken cancellation)
    {
        var (id, verb) = Split(path);
        if (id.Length == 0 || (verb != "limit" && !s_verbs.ContainsKey(verb)))
        {
            return ApiProblems.Unknown("act", verb);
        }

        if (ActCheck.Problem(act, out var until) is { } problem)
        {
            return problem;
        }

        if (verb == "limit")
        {
            return ApiProblems.Refused(id, await limits.SetAsync(LimitRequest.From(id, act!, until), cancellation)) ?? Results.NoContent();
        }

        var result = await book.CommandAsync(ActCheck.Command(s_verbs[verb], id, act!, until), cancellation);
        return ApiProblems.Refused(id, result) ?? Results.NoContent();
    }

    private static async Task<IResult> EndLimitAsync(LimitKeeper limits, string path, string? actor, string? reason, CancellationToken cancellation)
    {
        var (id, verb) = Split(path);
        return verb != "limit" || id.Length == 0 ? ApiProblems.Unknown("act", verb)
            : ActCheck.Problem(new ActRequest(actor, reason), out _)
                ?? (await limits.EndAsync(id, actor!, reason ?? "", cancellation) ? Results.NoContent() : ApiProblems.Unknown("limit", id));
    }

    private static async Task<IResult> MaintainAsync(
        AlarmBook book, string place, string id, IReadOnlyList<string>? points, AlarmEvent happened, ActRequest? act, CancellationToken cancellation)
    {
        if (points is null)
        {
            return ApiProblems.Unknown(place, id);
        }

        if (ActCheck.Problem(act, out var until) is { } problem)
        {
            return problem;
        }

        var (result, done, unchanged) = await book.MaintainAsync(points, alarm => ActCheck.Command(happened, alarm, act!, until), cancellation);
        return ApiProblems.Refused(id, result) ?? Results.Ok(new MaintenanceView(id, done, unchanged));
    }

    private static (string Id, string Verb) Split(string path)
    {
        var slash = path.LastIndexOf('/');
        return slash < 0 ? ("", path) : (path[..slash], path[(slash + 1)..]);
    }
}
