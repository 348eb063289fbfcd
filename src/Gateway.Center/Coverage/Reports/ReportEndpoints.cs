using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Coverage.Kpi;
using Gateway.Center.Data;
using Gateway.Center.Sites.Api;

namespace Gateway.Center.Coverage.Reports;

internal static class ReportEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/coverage", ([AsParameters] ReportQuestion question, CoverageReporter reporter, CancellationToken cancellation) =>
            question.AnswerAsync(reporter.OfAsync, view => TypedResults.Ok(view), cancellation)).Needs(CenterAct.See);
        api.MapGet("/coverage.csv", ([AsParameters] ReportQuestion question, CoverageReporter reporter, CancellationToken cancellation) =>
            question.AnswerAsync(reporter.OfAsync, CoverageCsv.Result, cancellation)).Needs(CenterAct.See);
        api.MapGet("/kpi", ([AsParameters] ReportQuestion question, KpiReporter reporter, CancellationToken cancellation) =>
            question.AnswerAsync(reporter.OfAsync, view => TypedResults.Ok(view), cancellation)).Needs(CenterAct.See);
        api.MapGet("/kpi.csv", ([AsParameters] ReportQuestion question, KpiReporter reporter, CancellationToken cancellation) =>
            question.AnswerAsync(reporter.OfAsync, KpiCsv.Result, cancellation)).Needs(CenterAct.See);
    }
}

/// <summary>What a report is asked for.</summary>
/// <param name="Unit">Id of a unit; null = all in sight.</param>
internal sealed record ReportQuestion(string? Unit, DateTimeOffset? From, DateTimeOffset? To, HttpContext Context, CenterStore Store, TimeProvider Time)
{
    public async Task<IResult> AnswerAsync<TView>(
        Func<CenterDb, CurrentUser, string?, ReportPeriod, CancellationToken, Task<TView?>> report, Func<TView, IResult> answer, CancellationToken cancellation)
        where TView : class
    {
        if (ReportPeriod.Of(From, To, Time.GetUtcNow(), out var errors) is not { } period)
        {
            return SiteProblems.Fields(errors);
        }

        var view = await Store.ReadAsync(db => report(db, Context.User(), Unit, period, cancellation), cancellation);
        return view is null ? CenterProblem.NotFound() : answer(view);
    }
}
