using System.CommandLine;
using Gateway.Rules.Json;
using Gateway.Edge.Configuration;
using Gateway.Edge.Replay;
using Gateway.Pipeline.Configuration;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway replay</c>: judges what was measured again, with the same rules or others, by the engine that judges live.</summary>
internal static class ReplayCommand
{
    private static readonly Option<string?> Input = new("--input") { Description = "CSV file: time,point,value[,quality][,flags][,received] / 样本文件" };
    private static readonly Option<bool> Log = new("--log") { Description = "Judge the durable log of this box again, in the order in which it was judged / 重判本机日志" };
    private static readonly Option<bool> History = new("--history") { Description = "Judge the stored history of this box, with --from and --to / 重判本机历史" };
    private static readonly Option<DateTimeOffset?> From = new("--from") { Description = "Start of the history, ISO 8601 / 历史起点" };
    private static readonly Option<DateTimeOffset?> To = new("--to") { Description = "End of the history; default now / 历史终点" };
    private static readonly Option<string?> Rules = new("--rules") { Description = "Rule pack in the place of the configured one of the same id / 替换规则包" };
    private static readonly Option<string?> Against = new("--against") { Description = "A second rule pack: prints what it would change / 对比规则包" };
    private static readonly Option<string?> Output = new("--output") { Description = "Transitions as JSON lines; default the console / 输出文件" };
    private static readonly Option<string?> Recorded = new("--recorded") { Description = "With --log: writes what the live run recorded, and compares / 现场记录输出并比对" };
    private static readonly Option<double> Window = new("--late-window") { Description = "How far out of order samples may come, seconds / 乱序窗口（秒）", DefaultValueFactory = _ => 600 };

    public static Command Create()
    {
        var command = new Command("replay", "Judge what was measured again: why did it alarm, why not, what would other rules have done / 用同一引擎重判历史数据")
        {
            Input, Log, History, From, To, Rules, Against, Output, Recorded, Window,
        };
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var errors = new ConfigurationErrors();
        var request = Request(parse, errors);
        var mine = Load(parse.Source(), request.Rules, "--rules", errors);
        var other = request.Against is null ? null : Load(parse.Source(), request.Against, "--against", errors);
        if (errors.Any)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        return await new ReplayJob(request, mine!, other, parse.Source(), parse.Chinese(), parse.InvocationConfiguration).RunAsync(cancellation);
    }

    private static ReplayRequest Request(ParseResult parse, ConfigurationErrors errors)
    {
        var request = new ReplayRequest(
            parse.GetValue(Input), parse.GetValue(Log), parse.GetValue(History), parse.GetValue(From), parse.GetValue(To), parse.GetValue(Rules),
            parse.GetValue(Against), parse.GetValue(Output), parse.GetValue(Recorded), parse.GetValue(Window));
        request.Check(errors);
        return request;
    }

    private static EdgeOptions? Load(ConfigurationSource source, string? pack, string option, ConfigurationErrors errors)
    {
        var chosen = pack is null ? source : RulePackChoice.Put(source, pack, option, errors);
        var loaded = ConfigurationLoader.Load(chosen);
        foreach (var error in loaded.Errors.Items)
        {
            errors.Add(error.Path, error.Found, error.Allowed.Zh, error.Allowed.En);
        }

        return loaded.Options;
    }
}
