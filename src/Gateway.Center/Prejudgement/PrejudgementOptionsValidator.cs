using System.Globalization;
using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Prejudgement;

/// <summary>Finds everything that is wrong with the section at once.</summary>
internal static class PrejudgementOptionsValidator
{
    public static void Validate(PrejudgementOptions options, string path, ConfigurationErrors errors)
    {
        var least = TimeSpan.FromMinutes(1);
        errors.Require(
            options.Cadences.All(cadence => cadence is SheetCadence.Day or SheetCadence.Week or SheetCadence.Month), $"{path}.cadences",
            string.Join(", ", options.Cadences), "day、week、month", "day, week, month");
        errors.Between($"{path}.signDayWithin", options.SignDayWithin, least, TimeSpan.FromHours(24));
        errors.Between($"{path}.signWeekWithin", options.SignWeekWithin, least, TimeSpan.FromDays(7));
        errors.Between($"{path}.signMonthWithin", options.SignMonthWithin, least, TimeSpan.FromDays(28));
        errors.Between($"{path}.nearLimit", options.NearLimit, 0, 0.5);
        errors.Between($"{path}.mostPoints", options.MostPoints, 1, 100);
        for (var index = 0; index < options.Notes.Count; index++)
        {
            Note(options.Notes[index], $"{path}.notes[{index}]", errors);
        }
    }

    private static void Note(SeasonNote note, string path, ConfigurationErrors errors)
    {
        errors.Require(IsDay(note.From), $"{path}.from", note.From, "MM-dd 或 yyyy-MM-dd", "MM-dd or yyyy-MM-dd");
        errors.Require(IsDay(note.To) && note.To?.Length == note.From?.Length, $"{path}.to", note.To, "与 from 写法相同的日期", "a day, written like from");
        errors.Require(note.Text is { Zh.Length: > 0, En.Length: > 0 }, $"{path}.text", note.Text?.En, "中英文文字", "a text in both languages");
    }

    // A leap year, so that 02-29 is a day.
    private static bool IsDay(string? text) =>
        text is not null && DateOnly.TryParseExact(text.Length == 5 ? $"2024-{text}" : text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
}
