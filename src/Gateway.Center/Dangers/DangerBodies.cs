using Gateway.Center.Dangers.Machine;
using Gateway.Core.Measurements;

namespace Gateway.Center.Dangers;

/// <summary>Body of <c>POST /dangers</c>.</summary>
/// <param name="Site">Needed unless <paramref name="Incident"/> is told.</param>
/// <param name="Incident">Id of the incident it comes from: then the source is <c>warning</c> and a drill stays a drill.</param>
internal sealed record DangerOpening(
    string? Site, string? Incident, string? Point, DangerGrade? Grade, DangerSource? Source, string? Title, string? Description, string? Cause);

/// <summary>Body of <c>PUT /dangers/{id}/plan</c>; what is left out stays as it is.</summary>
/// <param name="TimeLimit">An instant, or a day: then its end by the county's clock.</param>
internal sealed record DangerPlan(
    int? Version, string? Responsible, string? Measures, string? Funds, string? TimeLimit, string? Plan, bool? TakesTime, string? InterimMeasures, string? Cause);

/// <summary>Body of <c>POST /dangers/{id}/{step}</c>; which fields count depends on the step.</summary>
internal sealed record DangerStep(
    int? Version, string? Result, DangerParty? Party, string? Remark, string? Reason, string? Body, string? Level, DateTimeOffset? Deadline, string? How, ReportTo? To, ReportWhat? What);

/// <summary>One thing wrong with a body.</summary>
internal sealed record FieldError(string Path, string Found, LocalizedText Allowed);

/// <summary>Checks of bodies: all errors at once.</summary>
internal static class DangerChecks
{
    public const int LongestText = 4000;
    private static readonly LocalizedText s_needed = new($"必填，1 至 {LongestText} 字", $"needed, 1 to {LongestText} characters");

    public static List<FieldError> Of(DangerOpening opening)
    {
        var errors = new List<FieldError>();
        Needed(errors, "title", opening.Title);
        Needed(errors, "description", opening.Description);
        Optional(errors, ("point", opening.Point), ("site", opening.Site), ("incident", opening.Incident));
        if (opening.Grade is null)
        {
            errors.Add(new("grade", "", new("general 或 major", "general or major")));
        }

        if (opening.Incident is null && (opening.Site is null || opening.Source is null or DangerSource.Warning))
        {
            errors.Add(new("source", $"{opening.Source}", new("须有 site 和来源（inspection、selfCheck、report），或 incident", "site and a source (inspection, selfCheck, report), or an incident")));
        }

        Cause(errors, opening.Cause);
        return errors;
    }

    public static List<FieldError> Of(DangerPlan plan)
    {
        var errors = new List<FieldError>();
        Optional(
            errors, ("responsible", plan.Responsible), ("measures", plan.Measures), ("funds", plan.Funds), ("plan", plan.Plan), ("interimMeasures", plan.InterimMeasures),
            ("timeLimit", plan.TimeLimit));
        Cause(errors, plan.Cause);
        return errors;
    }

    /// <summary>Fields the step cannot do without.</summary>
    public static List<FieldError> Of(string step, DangerStep body)
    {
        var errors = new List<FieldError>();
        Optional(errors, ("remark", body.Remark));
        (string Path, string? Value)[] needed = step switch
        {
            "submit" => [("result", body.Result)],
            "return" or "cancel" or "keep" or "upgrade" => [("reason", body.Reason)],
            "list" => [("body", body.Body), ("level", body.Level), ("deadline", body.Deadline?.ToString("O"))],
            "escalate" => [("how", body.How)],
            "report" => [("how", body.How), ("to", body.To?.ToString()), ("what", body.What?.ToString())],
            "review" => [("remark", body.Remark)],
            _ => [],
        };
        foreach (var (path, value) in needed)
        {
            Needed(errors, path, value);
        }

        return errors;
    }

    private static void Needed(List<FieldError> errors, string path, string? value)
    {
        if (string.IsNullOrWhiteSpace(value) || value.Length > LongestText)
        {
            errors.Add(new(path, Short(value), s_needed));
        }
    }

    private static void Optional(List<FieldError> errors, params (string Path, string? Value)[] fields) =>
        errors.AddRange(fields.Where(field => field.Value?.Length > LongestText).Select(field => new FieldError(field.Path, Short(field.Value), s_needed)));

    private static void Cause(List<FieldError> errors, string? cause)
    {
        if (cause is not null && !DangerCauses.All.ContainsKey(cause))
        {
            var codes = string.Join(", ", DangerCauses.All.Keys);
            errors.Add(new("cause", Short(cause), new(codes, codes)));
        }
    }

    private static string Short(string? value) => value is null ? "" : value.Length <= 40 ? value : value[..40];
}
