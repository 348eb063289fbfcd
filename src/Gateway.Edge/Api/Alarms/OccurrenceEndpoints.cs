using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Api;

/// <summary>What happened to alarms: each occurrence with every transition, who, when and why.</summary>
internal static class OccurrenceEndpoints
{
    private const int MostOccurrences = 1000;

    public static void Map(RouteGroupBuilder api, AlarmBook book, TimeProvider time)
    {
        api.MapGet("/occurrences", (Delegate)((HttpContext context) => Find(book, context.Request.Query, time.GetUtcNow())))
            .Produces<IReadOnlyList<OccurrenceView>>().ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("Occurrences of alarms with every transition, newest first: ?from&to&point&alarm&limit; the last day unless told");
        api.MapGet("/occurrences/{**id}", (string id) => One(book, id))
            .Produces<OccurrenceView>().ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status502BadGateway)
            .WithSummary("One occurrence: {alarm id}@{ticks}");
    }

    private static IResult Find(AlarmBook book, IQueryCollection query, DateTimeOffset now)
    {
        if (ApiTime.Span(query, now, TimeSpan.FromDays(1), out var from, out var to) is { } problem)
        {
            return problem;
        }

        var written = query["limit"].ToString();
        var limit = 100;
        if (written.Length > 0 && (!int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out limit) || limit is < 1 or > MostOccurrences))
        {
            return ApiProblems.Bad("limit", written, new LocalizedText($"1 至 {MostOccurrences}", $"1 to {MostOccurrences}"));
        }

        return Read(() => Results.Ok(book.Occurrences(new OccurrenceQuery(from.UtcTicks, to.UtcTicks, query["point"], query["alarm"], limit))));
    }

    private static IResult One(AlarmBook book, string id)
    {
        var at = id.LastIndexOf('@');
        return at > 0 && long.TryParse(id.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var began)
            ? Read(() => book.Occurrence(id[..at], began) is { } found ? Results.Ok(found) : ApiProblems.Unknown("occurrence", id))
            : ApiProblems.Unknown("occurrence", id);
    }

    private static IResult Read(Func<IResult> read)
    {
        try
        {
            return read();
        }
        catch (DurableLogException error)
        {
            return ApiProblems.StoreFailed("log", error.Message);
        }
    }
}
