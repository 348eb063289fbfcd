using System.Globalization;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Core.Slopes;

namespace Gateway.Core.Conditions;

/// <summary>Sentences about the motion of a slope.</summary>
internal static class SlopeWords
{
    public static LocalizedText Motion(in SlopeAssessment now, SlopeCriteria criteria, SlopeCriterion met, AlarmEvent happened)
    {
        var what = happened == AlarmEvent.ReturnedToNormal
            ? new LocalizedText("边坡位移速率、加速度、切线角与预测均已低于本级", "the slope's velocity, acceleration, angle and forecast are below this tier again")
            : Criterion(now, criteria, met);
        var of = happened != AlarmEvent.ReturnedToNormal && met == SlopeCriterion.Velocity ? OfItsWindow(now) : new("", "");
        var (velocity, forecast) = (Velocity(now), Forecast(now));
        return new($"{what.Zh}（{of.Zh}{velocity.Zh}；{forecast.Zh}）", $"{what.En} ({of.En}{velocity.En}; {forecast.En})");
    }

    /// <summary>What makes the tier: any of it.</summary>
    public static LocalizedText Needed(SlopeCriteria criteria)
    {
        List<string> zh = [], en = [];
        void Add(double? figure, string zhName, string enName, string zhUnit, string enUnit)
        {
            if (figure is { } value)
            {
                zh.Add($"{zhName} {Number(value)}{zhUnit}");
                en.Add($"{enName} {Number(value)}{enUnit}");
            }
        }

        Add(criteria.VelocityAbove, "速率", "velocity", " mm/d", " mm/d");
        Add(criteria.ForecastWithin?.TotalDays, "预测剩余时间不超过", "time to failure within", " 天", " d");
        Add(criteria.AngleAbove, "切线角", "tangent angle", "°", " deg");
        Add(criteria.AccelerationAbove, "加速度", "acceleration", " mm/d²", " mm/d2");
        return new(string.Join(" 或 ", zh), string.Join(" or ", en));
    }

    public static string Number(double value) => double.IsNaN(value) ? "-" : value.ToString("0.##", CultureInfo.InvariantCulture);

    private static LocalizedText Criterion(in SlopeAssessment now, SlopeCriteria criteria, SlopeCriterion met) => met switch
    {
        SlopeCriterion.Forecast => new(
            $"反速度法预测距破坏还有 {Days(now.Forecast.Late).Zh}，不超过 {Days(criteria.ForecastWithin!.Value.TotalDays).Zh}{Floor(criteria.ForecastVelocityFloor).Zh}",
            $"time to failure {Days(now.Forecast.Late).En} by inverse velocity, within {Days(criteria.ForecastWithin!.Value.TotalDays).En}{Floor(criteria.ForecastVelocityFloor).En}"),
        SlopeCriterion.Angle => new(
            $"改进切线角 {Number(now.Angle)}° 达到 {Number(criteria.AngleAbove!.Value)}°（V0 取 {Number(now.EffectiveV0)} mm/d）{Floor(criteria.AngleVelocityFloor).Zh}",
            $"tangent angle {Number(now.Angle)} deg at or above {Number(criteria.AngleAbove!.Value)} deg (V0 {Number(now.EffectiveV0)} mm/d){Floor(criteria.AngleVelocityFloor).En}"),
        SlopeCriterion.Acceleration => new(
            $"加速度 {Number(now.VelocityChange)} mm/d² 达到 {Number(criteria.AccelerationAbove!.Value)} mm/d²",
            $"acceleration {Number(now.VelocityChange)} mm/d2 at or above {Number(criteria.AccelerationAbove!.Value)} mm/d2"),
        SlopeCriterion.Velocity => new(
            $"位移速率 {Number(Best(now).Value)} mm/d 达到 {Number(criteria.VelocityAbove!.Value)} mm/d（窗口 {Days(now.FastestWindow).Zh}）",
            $"velocity {Number(Best(now).Value)} mm/d at or above {Number(criteria.VelocityAbove!.Value)} mm/d (window {Days(now.FastestWindow).En})"),
        _ => new("边坡位移判据成立", "a criterion of the slope's motion is met"),
    };

    // Hours where days are too coarse.
    private static LocalizedText Days(double days) => days < 1 && days * 24 >= 0.05
        ? new($"{Number(days * 24)} 小时", $"{Number(days * 24)} h")
        : new($"{Number(days)} 天", $"{Number(days)} d");

    private static LocalizedText Floor(double velocity) =>
        velocity > 0 ? new($"，速率不低于 {Number(velocity)} mm/d", $", at {Number(velocity)} mm/d or faster") : new("", "");

    // A short window may be fast while the decision window is still slow: without this the sentence contradicts itself.
    private static LocalizedText OfItsWindow(in SlopeAssessment now) => !now.Fastest.IsKnown || now.Fastest == now.Velocity
        ? new("", "")
        : new($"该窗口 3σ {Number(3 * now.Fastest.Sigma)} mm/d，显著，{now.Fastest.Count} 个样本；判定窗口",
            $"3 sigma {Number(3 * now.Fastest.Sigma)} mm/d, counts, {now.Fastest.Count} samples in that window; decision window ");

    private static Velocity Best(in SlopeAssessment now) => now.Fastest.IsKnown ? now.Fastest : now.Velocity;

    private static LocalizedText Velocity(in SlopeAssessment now)
    {
        if (!now.IsKnown)
        {
            return new("速率未知", "velocity not known");
        }

        var (value, gate) = (Number(now.Velocity.Value), Number(3 * now.Velocity.Sigma));
        var (zh, en) = now.Counts ? ("显著", "significant") : ("不显著", "not significant");
        return new(
            $"速率 {value} mm/d，3 倍标准差 {gate} mm/d，{zh}，{now.Velocity.Count} "
                + $"个样本", $"velocity {value} mm/d, 3 sigma {gate} mm/d, {en}, {now.Velocity.Count} samples");
    }

    private static LocalizedText Forecast(in SlopeAssessment now)
    {
        if (!now.HasForecast)
        {
            return now.Refusal.Describe();
        }

        var forecast = now.Forecast;
        // The early fit has no gates of its own and may lie anywhere.
        var early = double.IsNaN(forecast.Early) ? forecast.Late : Math.Clamp(forecast.Early, 0, 10 * forecast.Late);
        var (from, to) = (Date(now.TimeOf(Math.Min(early, forecast.Late))), Date(now.TimeOf(Math.Max(early, forecast.Late))));
        return new(
            $"预测破坏时间 {from} 至 {to}（UTC），拟合优度 R² {Number(forecast.R2)}，{forecast.Count} 个点，标准误差 {Number(forecast.Error)} 天",
            $"failure forecast between {from} and {to} UTC, fit R2 {Number(forecast.R2)}, {forecast.Count} points, standard error {Number(forecast.Error)} d");
    }

    private static string Date(long ticks) => new DateTime(Math.Clamp(ticks, 0, DateTime.MaxValue.Ticks), DateTimeKind.Utc)
        .ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
