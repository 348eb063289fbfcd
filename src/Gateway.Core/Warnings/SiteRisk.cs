using Gateway.Core.Measurements;

namespace Gateway.Core.Warnings;

/// <summary>
/// A number from 0 to 100 to rank sites by, with its parts. It warns nobody: tiers do. The formula is the product's own [P]; no
/// national one was found (domain rules 5).
/// <code>index = 100 * (1 - (1 - T)^(1 + E) * (1 - B) * (1 - F))
/// T = 1 - 0.95^blue * 0.85^yellow * 0.60^orange * 0.20^red      tiers
/// E = min(1, people / 50)                                        exposure, makes what stands count up to twice
/// B = 1 - (1 - 0.30 lost) * (1 - 0.20 silenced) * (1 - 0.10 overdue)   blindness, shares of all points
/// F = 1 - product of (1 - trust * w), w = 0.6 to 48 h, 0.3 to 7 d, else 0.1   forecasts</code>
/// Raising a tier, losing a point or hastening a forecast never lowers it; one red alone is 80.
/// </summary>
public static class SiteRisk
{
    /// <summary>From so many people on, exposure counts in full.</summary>
    public const int FullExposure = 50;

    // What one point at a tier adds: red alone must reach the red quarter of the scale.
    private const double Blue = 0.05, Yellow = 0.15, Orange = 0.40, Red = 0.80;
    private const double AllLost = 0.30, AllSilenced = 0.20, AllOverdue = 0.10;

    public static SiteRiskIndex Of(SiteRiskInput input)
    {
        List<Part> parts = [.. Tiers(input), .. Blindness(input), .. Forecasts(input)];
        var log = parts.Sum(p => p.Log);
        var index = Math.Clamp(100 * (1 - Math.Exp(log)), 0, 100);
        return new SiteRiskIndex(index, [.. parts.OrderBy(p => p.Log).Select(p => new SiteRiskPart(p.Kind, log == 0 ? 0 : index * p.Log / log, p.Text))]);
    }

    private static IEnumerable<Part> Tiers(SiteRiskInput input)
    {
        var alone = Math.Log(1 - Blue) * input.Tiers.Blue + Math.Log(1 - Yellow) * input.Tiers.Yellow
            + Math.Log(1 - Orange) * input.Tiers.Orange + Math.Log(1 - Red) * input.Tiers.Red;
        if (alone == 0)
        {
            yield break;
        }

        var (blue, yellow, orange, red) = input.Tiers;
        yield return new(SiteRiskPartKind.Tiers, alone, new(
            $"现存预警：红 {red}、橙 {orange}、黄 {yellow}、蓝 {blue}", $"standing warnings: {red} red, {orange} orange, {yellow} yellow, {blue} blue"));
        if (input.People > 0)
        {
            yield return new(SiteRiskPartKind.Exposure, alone * Math.Min(1.0, (double)input.People / FullExposure), new(
                $"危险范围内有 {input.People} 人", $"{input.People} people within reach of the danger"));
        }
    }

    private static IEnumerable<Part> Blindness(SiteRiskInput input)
    {
        (SiteRiskPartKind Kind, int Count, double Weight, string Zh, string En)[] shares =
        [
            (SiteRiskPartKind.Lost, input.Lost, AllLost, "失联或故障", "lost or broken"),
            (SiteRiskPartKind.Silenced, input.Silenced, AllSilenced, "被搁置或抑制", "silenced"),
            (SiteRiskPartKind.Overdue, input.Overdue, AllOverdue, "校准或测试逾期", "overdue for calibration or test"),
        ];
        foreach (var (kind, count, weight, zh, en) in shares)
        {
            if (count > 0 && input.Points > 0)
            {
                var share = Math.Min(1.0, (double)count / input.Points);
                yield return new(kind, Math.Log(1 - weight * share), new(
                    $"{input.Points} 个测点中 {count} 个{zh}", $"{count} of {input.Points} points {en}"));
            }
        }
    }

    private static IEnumerable<Part> Forecasts(SiteRiskInput input)
    {
        foreach (var forecast in input.Forecasts)
        {
            var weight = forecast.Remaining <= TimeSpan.FromHours(48) ? 0.6 : forecast.Remaining <= TimeSpan.FromDays(7) ? 0.3 : 0.1;
            var hours = forecast.Remaining.TotalHours;
            yield return new(SiteRiskPartKind.Forecast, Math.Log(1 - weight * Math.Clamp(forecast.Trust, 0, 1)), new(
                $"{forecast.PointId} 预测最早 {hours:0.#} 小时后失稳", $"{forecast.PointId} is forecast to fail in {hours:0.#} h at the earliest"));
        }
    }

    /// <param name="Log">Logarithm of the chance that this part leaves untouched: parts multiply, their logarithms add.</param>
    private readonly record struct Part(SiteRiskPartKind Kind, double Log, LocalizedText Text);
}
