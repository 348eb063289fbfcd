using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Replay;

/// <summary>What a person asked <c>gateway replay</c> for.</summary>
internal sealed record ReplayRequest(
    string? Input, bool Log, bool History, DateTimeOffset? From, DateTimeOffset? To, string? Rules, string? Against, string? Output, string? Recorded,
    double LateWindowSeconds)
{
    private const double LongestWindow = 30 * 86_400;

    public TimeSpan LateWindow => TimeSpan.FromSeconds(LateWindowSeconds);

    public void Check(ConfigurationErrors errors)
    {
        var sources = (Input is null ? 0 : 1) + (Log ? 1 : 0) + (History ? 1 : 0);
        errors.Require(sources == 1, "--input", Input, "--input、--log、--history 三选一", "one of --input, --log and --history");
        errors.Require(
            Input is null || File.Exists(Input), "--input", Input, "可读取的 CSV 文件", "a CSV file that exists");
        errors.Require(!History || From is not null, "--from", "", "历史起点（ISO 8601）", "the start of the history (ISO 8601)");
        errors.Require(From is null || To is null || From < To, "--to", To, "晚于 --from", "after --from");
        errors.Require(Recorded is null || Log, "--recorded", Recorded, "仅用于 --log", "only with --log");
        errors.Require(
            LateWindowSeconds is >= 0 and <= LongestWindow, "--late-window", LateWindowSeconds, $"0 至 {LongestWindow}", $"0 to {LongestWindow}");
        foreach (var (name, path) in new[] { ("--output", Output), ("--recorded", Recorded) })
        {
            errors.Require(
                path is null || (!Directory.Exists(path) && Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))), name, path,
                "已有文件夹中的文件", "a file in a folder that exists");
        }
    }
}
