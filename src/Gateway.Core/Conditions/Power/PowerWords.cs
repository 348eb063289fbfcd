using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

internal static class PowerWords
{
    /// <summary>A power curve proves nothing by itself (domain rule 4.3).</summary>
    public static LocalizedText Suspected(LocalizedText what) => new(
        $"疑似{what.Zh}；请现场核查并填报核查结果",
        $"suspected {what.En}; check on the spot and report what was found");

    public static LocalizedText Over(LocalizedText what) => new($"已恢复：{what.Zh}", $"over: {what.En}");
}
