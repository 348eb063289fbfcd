using System.CommandLine;
using Gateway.Edge.Configuration.Schema;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway schema</c>: the JSON schema of the configuration, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Write the JSON schema of edge.json / 输出配置的 JSON schema");
        command.SetAction(parse => parse.InvocationConfiguration.Output.Write(EdgeSchema.Write()));
        return command;
    }
}
