using System.Globalization;
using Gateway.Core.Slopes;

namespace Gateway.Core.Conditions;

/// <summary>Finds everything wrong in the settings of a slope rule at once.</summary>
public static class SlopeRuleValidator
{
    /// <summary>Paths are names of the settings, camelCase.</summary>
    public static IReadOnlyList<JudgementError> Validate(SlopeSettings settings)
    {
        var errors = new List<JudgementError>();
        Span(errors, "window", settings.Window, TimeSpan.FromMinutes(10), TimeSpan.FromDays(90));
        Span(errors, "every", settings.Every, TimeSpan.FromSeconds(1), settings.Window / 4);
        if (settings.Apart is { } apart)
        {
            Span(errors, "apart", apart, settings.Every / 2, settings.Window * 2);
        }

        Span(errors, "horizon", settings.Horizon, TimeSpan.FromHours(1), TimeSpan.FromDays(365));
        Span(errors, "learnFor", settings.LearnFor, settings.Window, TimeSpan.FromDays(365));
        Range(errors, "forecastPoints", settings.ForecastPoints, 4, 7);
        Range(errors, "leastR2", settings.LeastR2, 0.5, 1);
        Above(errors, "v0Floor", settings.V0Floor);
        Above(errors, "noiseFloor", settings.NoiseFloor);
        Above(errors, "noiseUntilLearned", settings.NoiseUntilLearned);
        Above(errors, "noise", settings.Noise ?? 1);
        Range(errors, "v0", settings.V0 ?? 0, 0, 1000);
        ShortWindows(errors, settings);
        return errors;
    }

    /// <inheritdoc cref="Validate(SlopeSettings)"/>
    public static IReadOnlyList<JudgementError> Validate(SlopeCriteria criteria)
    {
        var errors = new List<JudgementError>();
        if (criteria is { VelocityAbove: null, AccelerationAbove: null, AngleAbove: null, ForecastWithin: null })
        {
            errors.Add(new("velocityAbove", "", "至少填写一个判据", "at least one criterion"));
        }

        Above(errors, "velocityAbove", criteria.VelocityAbove ?? 1);
        Above(errors, "accelerationAbove", criteria.AccelerationAbove ?? 1);
        Range(errors, "angleAbove", criteria.AngleAbove ?? 45, 1, 89.9);
        Range(errors, "angleVelocityFloor", criteria.AngleVelocityFloor, 0, 1000);
        Range(errors, "forecastVelocityFloor", criteria.ForecastVelocityFloor, 0, 1000);
        if (criteria.ForecastWithin is { } within)
        {
            Span(errors, "forecastWithin", within, TimeSpan.FromMinutes(10), TimeSpan.FromDays(365));
        }

        return errors;
    }

    private static void ShortWindows(List<JudgementError> errors, SlopeSettings settings)
    {
        Range(errors, "shortWindows.count", settings.ShortWindows.Count, 0, 4);
        for (var i = 0; i < settings.ShortWindows.Count; i++)
        {
            Span(errors, $"shortWindows[{i}]", settings.ShortWindows[i], settings.Every * 3, settings.Window);
        }
    }

    private static void Span(List<JudgementError> errors, string path, TimeSpan found, TimeSpan least, TimeSpan most)
    {
        if (found < least || found > most)
        {
            var (from, to) = (LimitWords.Span(least), LimitWords.Span(most));
            errors.Add(new(path, found.ToString("c", CultureInfo.InvariantCulture), $"{from.Zh} 至 {to.Zh}", $"{from.En} to {to.En}"));
        }
    }

    private static void Range(List<JudgementError> errors, string path, double found, double least, double most)
    {
        if (!(found >= least && found <= most))
        {
            errors.Add(new(path, found.ToString(CultureInfo.InvariantCulture), $"{least} 至 {most}", $"{least} to {most}"));
        }
    }

    private static void Above(List<JudgementError> errors, string path, double found)
    {
        if (!(found > 0 && double.IsFinite(found)))
        {
            errors.Add(new(path, found.ToString(CultureInfo.InvariantCulture), "大于 0 的数", "a number above 0"));
        }
    }
}
