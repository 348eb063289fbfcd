using System.Globalization;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>The parameter <c>shiftStart</c>: times of day by the site's clock; absent = the shifts of the site.</summary>
internal static class ShiftStarts
{
    private const string Name = "shiftStart";

    public static ShiftCalendar Read(LevelContext level, ParameterReader parameters)
    {
        var starts = new List<TimeSpan>();
        foreach (var text in parameters.Texts(Name, []))
        {
            if (TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
            {
                starts.Add(time.ToTimeSpan());
            }
            else
            {
                parameters.Wrong(Name, text, "时刻，如 08:00", "a time of day such as 08:00");
            }
        }

        return starts.Count == 0 ? level.Shifts : new ShiftCalendar([.. starts.Order()], level.Shifts.UtcOffset);
    }
}
