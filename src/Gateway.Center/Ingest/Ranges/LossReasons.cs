using Gateway.Core.Measurements;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>Why data are not here, for people.</summary>
internal static class LossReasons
{
    public static LocalizedText NotArrived { get; } = new("数据尚未到达，中心正在要求补传", "not arrived yet; the center asks for it again");

    public static LocalizedText NewLog { get; } = new("网关日志重新开始（更换或磁盘丢失），此前未收到的数据无法证明", "the gateway's log began anew (replaced, or its disk lost); what was not received before cannot be proved");

    public static LocalizedText Missing(string reason) => new($"网关已不再保存这段数据（{Chinese(reason)}）", $"the gateway no longer has it ({English(reason)})");

    public static LocalizedText Told(string reason) => new($"网关报告数据缺失（{Chinese(reason)}）", $"the gateway told that it is missing ({English(reason)})");

    public static LocalizedText Bad { get; } = new("测量值不可用", "no usable value");

    public static LocalizedText NoValue { get; } = new("没有测量值", "nothing was measured");

    private static string Chinese(string reason) => reason switch
    {
        "size" => "日志已满",
        "age" => "超过保存期限",
        "diskFull" => "磁盘已满",
        "damage" => "文件损坏",
        "notStored" => "日志长时间无法写入",
        _ => "原因未说明",
    };

    private static string English(string reason) => reason switch
    {
        "size" => "its log was full",
        "age" => "older than its log keeps",
        "diskFull" => "its disk was full",
        "damage" => "its file was damaged",
        "notStored" => "its log could not be written for long",
        _ => "no reason told",
    };
}
