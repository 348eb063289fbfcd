using System.CommandLine;
using System.CommandLine.Parsing;

namespace Gateway.Edge.Commands;

/// <summary>The command line of <c>gateway</c>.</summary>
public static class GatewayCommand
{
    /// <summary>Exit code of a bad configuration or command line.</summary>
    public const int BadInput = 2;

    internal static readonly Option<string> Language = new("--lang")
    {
        Description = "Language of messages: zh or en / 消息语言",
        DefaultValueFactory = _ => Environment.GetEnvironmentVariable("LANG")?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) == true ? "zh" : "en",
        Recursive = true,
    };

    internal static readonly Option<string> Config = new("--config", "-c")
    {
        Description = "Configuration file / 配置文件",
        DefaultValueFactory = _ => "config/edge.json",
        Recursive = true,
    };

    internal static readonly Option<string[]> Set = new("--set")
    {
        Description = "Put path=value over the file, for example --set api.port=8090 / 覆盖配置项",
        DefaultValueFactory = _ => [],
        Recursive = true,
    };

    public static RootCommand Create()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        return new RootCommand("Risk gateway of a site: reads sensors, judges, stores, warns / 风险监测预警网关")
        {
            Language, Config, Set, RunCommand.Create(), CheckCommand.Create(), PointsCommand.Create(), TopCommand.Create(),
            SchemaCommand.Create(), ReplayCommand.Create(), Probe.ProbeCommand.Create(), Backup.BackupCommand.Create(), Backup.RestoreCommand.Create(), Log.LogCommand.Create(),
            TokenCommand.Create(), OffersCommand.Create(), EnrolCommand.Create(),
        };
    }

    /// <summary>Runs one command line.</summary>
    /// <returns>The exit code; <see cref="BadInput"/> when the line itself cannot be understood.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration invocation, CancellationToken cancellation)
    {
        var parse = Create().Parse(arguments);
        var code = await parse.InvokeAsync(invocation, cancellation);
        return parse.Errors.Count > 0 ? BadInput : code;
    }

    internal static bool Chinese(this ParseResult parse) => parse.GetValue(Language) == "zh";

    internal static Configuration.ConfigurationSource Source(this ParseResult parse) =>
        Configuration.ConfigurationSource.Of(parse.GetValue(Config)!, parse.GetValue(Set));
}
