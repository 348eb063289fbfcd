using System.CommandLine;
using Gateway.Edge.Commands.Log.Exporting;
using Gateway.Edge.Replay;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log.Offline;

namespace Gateway.Edge.Commands.Log;

/// <summary><c>gateway log export</c>: entries of the log as JSON lines or CSV.</summary>
internal static class ExportCommand
{
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "Committed at or after, ISO 8601 / 起始时间" };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "Committed before / 截止时间" };
    private static readonly Option<string[]> Point = new("--point") { Description = "Only readings, transitions and warnings of these points / 测点", DefaultValueFactory = _ => [], AllowMultipleArgumentsPerToken = true };

    private static readonly Option<LogEntryKind[]> Kind = new("--kind")
    {
        Description = "Only readings, transition, warning, gap, system, command or judging / 记录类型",
        DefaultValueFactory = _ => [],
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<ExportFormat> Format = new("--format") { Description = "jsonLines or csv / 格式", DefaultValueFactory = _ => ExportFormat.JsonLines };
    private static readonly Option<string?> Output = new("--out") { Description = "File; default the console. It appears when it is finished / 输出文件" };

    public static Command Create()
    {
        var command = new Command("export", "Write entries as JSON lines or CSV, a line a reading or record. Exit code 1 when some could not be read / 导出日志")
        {
            From, To, Point, Kind, Format, Output,
        };
        command.SetAction(parse => LogPlace.Use(parse, new("无法导出", "It cannot be exported"), place => Export(place, parse)));
        return command;
    }

    private static int Export(LogPlace place, ParseResult parse)
    {
        using var log = new LogFileReader(place.Path);
        var filter = new EntryFilter(parse.GetValue(From), parse.GetValue(To), parse.GetValue(Point)!, parse.GetValue(Kind)!);
        using var file = new WholeFile(parse.GetValue(Output), Console.OpenStandardOutput);
        using IEntryWriter writer = parse.GetValue(Format) == ExportFormat.Csv ? new CsvEntryWriter(file.Stream) : new JsonEntryWriter(file.Stream);
        var (unreadable, export) = (0L, new EntryExport(log, filter, writer));
        foreach (var row in log.Rows(0, (_, _) => unreadable++))
        {
            export.Take(row);
        }

        writer.Flush();
        file.Keep();
        var chinese = parse.Chinese();
        parse.InvocationConfiguration.Error.WriteLine(chinese ? $"导出 {export.Lines} 行。" : $"{export.Lines} lines exported.");
        if (unreadable + export.Damaged == 0)
        {
            return 0;
        }

        parse.InvocationConfiguration.Error.WriteLine(chinese
            ? $"{unreadable} 段无法读取，{export.Damaged} 条已损坏，均未导出；详见 gateway log verify。"
            : $"{unreadable} stretches cannot be read and {export.Damaged} entries are damaged; they were left out. See gateway log verify.");
        return LogCommand.Faulty;
    }
}
