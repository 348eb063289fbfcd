using Gateway.Core.Conditions;
using Gateway.Core.Tests.Alarms;
using FsCheck;
using FsCheck.Fluent;

namespace Gateway.Core.Tests.Alarms.Traffic;

public sealed class ShiftCalendarTests
{
    [Theory]
    [InlineData("2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", "2026-01-01T12:00:00Z")]
    [InlineData("2025-12-31T23:59:59Z", "2025-12-31T12:00:00Z", "2026-01-01T00:00:00Z")]
    [InlineData("2026-01-01T17:00:00Z", "2026-01-01T12:00:00Z", "2026-01-02T00:00:00Z")]
    public void Finds_the_shift_in_local_time(string at, string start, string end)
    {
        static long Ticks(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcTicks;
        new ShiftCalendar([TimeSpan.FromHours(8), TimeSpan.FromHours(20)], TimeSpan.FromHours(8)).ShiftAt(Ticks(at)).ShouldBe((Ticks(start), Ticks(end)));
    }

    [Fact]
    public void Shifts_follow_each_other_without_gap_or_overlap() =>
        Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), Gen.Choose(1, 4).ToArbitrary(), (minute, count) =>
        {
            var calendar = new ShiftCalendar([.. Enumerable.Range(0, count).Select(i => TimeSpan.FromHours((i * 6) + 1))], TimeSpan.FromHours(8));
            var at = TestPoints.At(minute * 60.0);
            var shift = calendar.ShiftAt(at);
            (shift.From <= at && at < shift.Until).ShouldBeTrue();
            calendar.ShiftAt(shift.From).ShouldBe(shift);
            calendar.ShiftAt(shift.Until - 1).ShouldBe(shift);
            calendar.ShiftAt(shift.Until).From.ShouldBe(shift.Until);
        }).QuickCheckThrowOnFailure();
}
