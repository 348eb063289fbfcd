using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Gateway.Edge.Api;
using Gateway.Edge.Commands.Log.Checking;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Commands.Log;

/// <summary><c>gateway log verify</c>: goes through the whole log and says what is wrong with it.</summary>
internal static class VerifyCommand
{
    private static readonly Option<bool> Json = new("--json") { Description = "The verdict as JSON / 以 JSON 输出" };

    public static Command Create()
    {
        var command = new Command("verify", "Check every entry, its place and what depends on it; changes nothing. Exit code 0 good, 1 damaged, 3 not readable / 检查日志") { Json };
        command.SetAction(parse => Run(parse));
        return command;
    }

    internal static int Verify(string path, string? site, ParseResult parse, bool json)
    {
        LogVerdict verdict;
        try
        {
            verdict = LogVerifier.Verify(path, site);
        }
        catch (DurableLogException error)
        {
            parse.InvocationConfiguration.Error.WriteLine(parse.Chinese() ? $"无法读取：{error.Message}" : $"It cannot be read: {error.Message}");
            return LogCommand.CannotRead;
        }

        if (json)
        {
            parse.InvocationConfiguration.Output.WriteLine(JsonSerializer.Serialize(verdict, ApiJson.Options));
        }
        else
        {
            Tell(verdict, site, parse);
        }

        return verdict.Good ? 0 : LogCommand.Faulty;
    }

    private static int Run(ParseResult parse)
    {
        using var place = LogPlace.Open(parse, out var code);
        return place is null ? code : Verify(place.Path, place.Site, parse, parse.GetValue(Json));
    }

    private static void Tell(LogVerdict verdict, string? site, ParseResult parse)
    {
        var (output, chinese) = (parse.InvocationConfiguration.Output, parse.Chinese());
        output.WriteLine(verdict.File);
        output.WriteLine(chinese
            ? $"  {verdict.Entries} 条记录（{verdict.First} 至 {verdict.Last}），{verdict.Readings} 个读数，{Utc(verdict.FirstTime)} 至 {Utc(verdict.LastTime)}"
            : $"  {verdict.Entries} entries ({verdict.First} to {verdict.Last}), {verdict.Readings} readings, {Utc(verdict.FirstTime)} to {Utc(verdict.LastTime)}");
        output.WriteLine(chinese ? $"  有说明的缺口 {verdict.Explained} 处" : $"  {verdict.Explained} gaps that the log explains");
        output.WriteLine((site is null, chinese) switch
        {
            (true, true) => "  未检查事件链：站点未知（--site）",
            (true, false) => "  the chain over the events was not checked: the site is not known (--site)",
            (false, true) => $"  重新计算了 {verdict.ChainChecked} 条事件的哈希链",
            _ => $"  the chain over {verdict.ChainChecked} events was computed again",
        });
        foreach (var fault in verdict.Faults)
        {
            output.WriteLine($"  {(fault.Time is { } time ? Utc(time) + "  " : "")}{fault.What.In(chinese)}");
        }

        output.WriteLine(Conclusion(verdict, chinese));
    }

    private static string Conclusion(LogVerdict verdict, bool chinese) => (verdict.Good, chinese) switch
    {
        (true, true) => "日志完好。",
        (true, false) => "The log is good.",
        (false, true) => $"发现 {verdict.Faults.Count + verdict.MoreFaults} 处问题。gateway log repair 写出修复后的副本。",
        _ => $"{verdict.Faults.Count + verdict.MoreFaults} things are wrong. gateway log repair writes a repaired copy.",
    };

    private static string Utc(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture) ?? "-";
}
