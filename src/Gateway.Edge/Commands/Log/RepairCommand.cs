using System.CommandLine;
using Gateway.Edge.Commands.Log.Checking;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log;

/// <summary><c>gateway log repair</c>: what can be read of a damaged log in a new one. The damaged file is never lost.</summary>
internal static class RepairCommand
{
    private static readonly Option<string?> Output = new("--out") { Description = "The repaired copy; default log.repaired.db beside the log / 修复后的副本" };
    private static readonly Option<bool> InPlace = new("--in-place") { Description = "Put the repaired log in the place of the damaged one, which is kept beside it / 就地修复，保留原文件" };

    public static Command Create()
    {
        var command = new Command("repair", "Write a repaired copy of a damaged log. Exit code 0 nothing lost, 1 entries lost, 3 not possible / 修复日志") { Output, InPlace };
        command.SetAction(parse => LogPlace.Use(parse, new("无法修复", "It cannot be repaired"), place => Repair(place, parse)));
        return command;
    }

    private static int Repair(LogPlace place, ParseResult parse)
    {
        var (output, chinese) = (parse.InvocationConfiguration.Output, parse.Chinese());
        if (!NeedsRepair(place))
        {
            output.WriteLine(chinese ? "日志可以完整读取，无需修复。" : "All of the log can be read: there is nothing to repair.");
            return 0;
        }

        var inPlace = parse.GetValue(InPlace);
        var target = inPlace ? place.Path : Path.GetFullPath(parse.GetValue(Output) ?? Path.Combine(Path.GetDirectoryName(place.Path)!, "log.repaired.db"));
        if (!inPlace && File.Exists(target))
        {
            parse.InvocationConfiguration.Error.WriteLine(chinese ? $"{target} 已存在；请先移走，或用 --out 指定其他名称。" : $"{target} is there already: move it away, or name another with --out.");
            return GatewayCommand.BadInput;
        }

        var report = inPlace ? LogRepairer.InPlace(target, TimeProvider.System) : LogRepairer.Copy(place.Path, target, TimeProvider.System);
        output.WriteLine(chinese
            ? $"保留 {report.SalvagedEntries} 条，丢失 {report.LostEntries} 条{Since(report, chinese)}。"
            : $"{report.SalvagedEntries} entries kept, {report.LostEntries} lost{Since(report, chinese)}.");
        output.WriteLine((inPlace, chinese) switch
        {
            (true, true) => $"损坏的文件保存为 {report.DamagedFile}。",
            (true, false) => $"The damaged file is kept as {report.DamagedFile}.",
            (false, true) => $"修复后的副本：{target}；原文件未改动。",
            _ => $"The repaired copy: {target}. The damaged file was not touched.",
        });
        VerifyCommand.Verify(target, place.Site, parse, json: false);
        return report.LostEntries > 0 || report.SalvagedEntries == 0 ? LogCommand.Faulty : 0;
    }

    /// <summary>What a new file would mend. A reader's position, a chain or an anchor that is wrong no copy makes right.</summary>
    private static bool NeedsRepair(LogPlace place)
    {
        try
        {
            return LogVerifier.Verify(place.Path, place.Site).Faults
                .Any(fault => fault.Kind is LogFaultKind.Structure or LogFaultKind.Unreadable or LogFaultKind.Checksum or LogFaultKind.Journal);
        }
        catch (DurableLogException)
        {
            // Not even its head can be read.
            return true;
        }
    }

    private static string Since(LogStartReport report, bool chinese) => report.LostFrom <= 0 || report.LostEntries == 0 ? ""
        : chinese ? $"，自 {new DateTime(report.LostFrom, DateTimeKind.Utc):yyyy-MM-dd HH:mm:ss}Z 起" : $", from {new DateTime(report.LostFrom, DateTimeKind.Utc):yyyy-MM-dd HH:mm:ss}Z on";
}
