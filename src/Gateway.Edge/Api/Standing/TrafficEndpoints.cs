using Gateway.Core.Alarms.Traffic;
using Gateway.Core.Measurements;
using Gateway.Edge.Traffic;

namespace Gateway.Edge.Api;

/// <summary>The load of alarms on people, shift by shift.</summary>
internal static class TrafficEndpoints
{
    public static void Map(RouteGroupBuilder api, TrafficFeed traffic, TimeProvider time) =>
        api.MapGet("/kpi", (Delegate)((HttpContext context) => Kpi(traffic, context.Request.Query, time.GetUtcNow())))
            .Produces<TrafficView>().ProducesProblem(StatusCodes.Status400BadRequest)
            .WithSummary("EEMUA 191 / ISA-18.2 figures by shift: ?from&to&shift=current|last; the last seven days unless told");

    private static IResult Kpi(TrafficFeed traffic, IQueryCollection query, DateTimeOffset now)
    {
        if (ApiTime.Span(query, now, TimeSpan.FromDays(7), out var from, out var to) is { } problem)
        {
            return problem;
        }

        var wanted = query["shift"].ToString();
        if (wanted is not ("" or "current" or "last"))
        {
            return ApiProblems.Bad("shift", wanted, new LocalizedText("current | last", "current | last"));
        }

        var (figures, suggestions) = traffic.Figures();
        var shifts = figures.Select((shift, i) => Write(shift, isRunning: i == figures.Count - 1)).ToList();
        return Results.Ok(new TrafficView(traffic.IsFlood, Chosen(shifts, wanted, from, to), [.. suggestions.Select(Write)]));
    }

    private static List<ShiftView> Chosen(List<ShiftView> shifts, string wanted, DateTimeOffset from, DateTimeOffset to) => wanted switch
    {
        "current" => shifts[^1..],
        "last" => shifts.Count < 2 ? [] : shifts[^2..^1],
        _ => [.. shifts.Where(shift => shift.Start < to && shift.Until > from)],
    };

    private static ShiftView Write(ShiftFigures shift, bool isRunning) => new(
        AlarmWriter.Time(shift.Shift.Start), AlarmWriter.Time(shift.Shift.End), AlarmWriter.Time(shift.Until), isRunning, shift.Announced,
        [.. shift.Compared.Select(figure => new FigureView(
            figure.Id, figure.Name, figure.Value, figure.Acceptable, figure.Maximum, figure.Source, figure.Rating))],
        [.. shift.TopTen.Select(Write)],
        [.. shift.Standing.Select(item => new LongStandingView(item.AlarmId, item.PointId, item.Tier, AlarmWriter.Time(item.Since)))], shift.StandingCount,
        [.. shift.Chattering.Select(Write)], shift.ChatteringCount, shift.Floods, [.. shift.ByTier], shift.Silenced, shift.ShelvedActs, shift.SilencedRaises,
        shift.WouldHaveAlarmed, shift.Unnamed);

    private static CountView Write(AlarmCount count) => new(count.AlarmId, count.PointId, count.Tier, count.Count);

    private static SuggestionView Write(TuningSuggestion suggestion) => new(
        suggestion.AlarmId, suggestion.PointId, suggestion.OffDelay?.TotalSeconds, suggestion.Deadband, suggestion.Crossings, suggestion.Text);
}
