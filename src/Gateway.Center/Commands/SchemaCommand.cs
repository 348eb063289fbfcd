using System.CommandLine;
using Gateway.Center.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Center.Commands;

/// <summary><c>warning-center schema</c>: the JSON schema of the configuration, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Write the JSON schema of center.json / 输出配置的 JSON schema");
        command.SetAction(parse => parse.InvocationConfiguration.Output.Write(Write()));
        return command;
    }

    public static string Write() => OptionsSchema.Write(typeof(CenterOptions), "warning-center center.json");
}
