using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>Says how much of an exposure window was measured, and what the rest may change.</summary>
internal static class ExposureWords
{
    /// <param name="scale">As in <see cref="ExposureLimit"/>.</param>
    public static LocalizedText Known(in WindowMean window, double coverage, double scale, string unit)
    {
        if (window.Missing <= TimeSpan.Zero)
        {
            return new("时段内数据完整", "the whole time was measured");
        }

        var share = LimitWords.Percent(window.Coverage);
        var missing = LimitWords.Span(window.Missing);
        var least = LimitWords.Number(scale * window.Least, unit);
        var mean = LimitWords.Number(scale * window.Mean, unit);
        return window.Coverage >= coverage
            ? new($"有效数据 {share}，缺测 {missing.Zh}按其余时间的平均值计；缺测按零计的下限为 {least}，缺测期间实际接触可能更高",
                $"{share} of the time was measured, the missing {missing.En} count like the rest; lower bound with missing = 0: {least}; "
                    + $"the true exposure may be higher")
            : new($"有效数据仅 {share}，数据不足：缺测 {missing.Zh}按零计，此值为下限；按其余时间平均值估算为 {mean}，实际接触可能更高",
                $"only {share} of the time was measured, insufficient: the missing {missing.En} count as 0, this is a lower bound; "
                    + $"estimated with the mean of the rest: {mean}; the true exposure may be higher");
    }
}
