using System.CommandLine;
using Gateway.Edge.Configuration;
using Gateway.Edge.Configuration.Rules;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway check</c>: every error of the configuration at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Check the configuration; exit code 2 when anything is wrong / 检查配置");
        command.SetAction(parse => Run(parse));
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var loaded = ConfigurationLoader.Load(parse.Source());
        var output = parse.InvocationConfiguration.Output;
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        var (points, lines, connections) = (options.Points.Count, options.Modbus.Lines.Count, options.Mqtt.Connections.Count);
        output.WriteLine(parse.Chinese()
            ? $"配置正确：{points} 个测点，{lines} 条 Modbus 线路，{connections} 个 MQTT 连接。"
            : $"The configuration is good: {points} points, {lines} Modbus lines, {connections} MQTT connections.");
        var unreviewed = options.Points.Sum(point => point.Judgement.Limits.Count(limit => limit.ReviewedBy is null));
        if (unreviewed > 0)
        {
            output.WriteLine(parse.Chinese() ? $"其中 {unreviewed} 个阈值未经审核。" : $"{unreviewed} limits have not been reviewed by anybody.");
        }

        foreach (var line in RuleReport.Lines(options.Compiled, parse.Chinese()))
        {
            output.WriteLine(line);
        }

        return 0;
    }
}
