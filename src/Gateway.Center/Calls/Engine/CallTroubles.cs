using Gateway.Core.Measurements;

namespace Gateway.Center.Calls.Engine;

/// <summary>Why a message was not sent, or not taken.</summary>
internal static class CallTroubles
{
    public static LocalizedText Raised { get; } = new("等级已升高，按更高等级重新呼叫", "the tier rose: called anew by the higher plan");

    public static LocalizedText Over { get; } = new("呼叫已结束，未再发送", "the call had ended before it was sent");

    public static LocalizedText Enough { get; } = new("应答人数已够，未再发送", "enough had answered before it was sent");

    public static LocalizedText Elsewhere { get; } = new("本人已通过其他方式应答", "answered over another channel");

    public static LocalizedText Gone { get; } = new("该通道已不在配置中", "the channel is no longer configured");

    public static LocalizedText Sending(string what) => new($"发送失败：{what}", $"not sent: {what}");
}

/// <summary>Somebody's answer.</summary>
/// <param name="Over"><c>console</c>, <c>link</c>, <c>telephone</c> or <c>receipt</c>.</param>
/// <param name="By">Person's id, or <c>@account</c>.</param>
/// <param name="Actor">Account; null when nobody was signed in.</param>
public sealed record GivenAnswer(string Answer, string Over, string By, string? Actor);
