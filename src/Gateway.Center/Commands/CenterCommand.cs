using System.CommandLine;
using System.CommandLine.Parsing;
using Gateway.Center.Configuration;

namespace Gateway.Center.Commands;

/// <summary>The command line of <c>warning-center</c>. Each command has a file of its own and stands in <see cref="Create"/>.</summary>
public static class CenterCommand
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
        DefaultValueFactory = _ => "config/center.json",
        Recursive = true,
    };

    internal static readonly Option<string[]> Set = new("--set")
    {
        Description = "Put path=value over the file, for example --set web.port=8443 / 覆盖配置项",
        DefaultValueFactory = _ => [],
        Recursive = true,
    };

    public static RootCommand Create()
    {
        Language.AcceptOnlyFromAmong("zh", "en");
        return new RootCommand("Warning center of a county / 县级监测预警中心")
        {
            Language, Config, Set, RunCommand.Create(), CheckCommand.Create(), SchemaCommand.Create(), VerifyCommand.Create(), Backup.BackupCommand.Create(), Backup.RestoreCommand.Create(), CertificateCommand.Create(),
        };
    }

    /// <returns>The exit code; <see cref="BadInput"/> when the line itself cannot be understood.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration invocation, CancellationToken cancellation)
    {
        var parse = Create().Parse(arguments);
        var code = await parse.InvokeAsync(invocation, cancellation);
        return parse.Errors.Count > 0 ? BadInput : code;
    }

    internal static bool Chinese(this ParseResult parse) => parse.GetValue(Language) == "zh";

    /// <summary>The configuration the command line names.</summary>
    internal static LoadedCenter Load(this ParseResult parse) =>
        CenterConfiguration.Load(parse.GetValue(Config)!, parse.GetValue(Set)!, Environment.GetEnvironmentVariable);
}
