using System.CommandLine;
using Gateway.Rules.Json;
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
            output.WriteLine(parse.Chinese() ? $"测点自身的阈值中有 {unreviewed} 个未经审核。" : $"{unreviewed} of the points' own limits have not been reviewed by anybody.");
        }

        foreach (var line in RuleReport.Lines(options.Compiled, parse.Chinese()))
        {
            output.WriteLine(line);
        }

        TellUnjudged(output, options, parse.Chinese());
        return 0;
    }

    private static void TellUnjudged(TextWriter output, EdgeOptions options, bool chinese)
    {
        var points = UnjudgedPoints.Of(options);
        if (points.Count == 0)
        {
            return;
        }

        output.WriteLine(chinese
            ? $"没有任何规则判断以下 {points.Count} 个测点的数值（请核对 quantity、role、family、substance）："
            : $"No rule judges the value of these {points.Count} points (look at quantity, role, family, substance):");
        foreach (var point in points)
        {
            output.WriteLine($"  {point.Id} ({point.Quantity})");
        }
    }
}
