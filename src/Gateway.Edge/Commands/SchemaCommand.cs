using System.CommandLine;
using Gateway.Edge.Configuration.Schema;
using Gateway.Rules.Packs;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway schema</c>: the JSON schema of the configuration or of rule packs, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        var command = new Command("schema", "Write the JSON schema of edge.json / 输出配置的 JSON schema");
        var pack = new Option<bool>("--rule-pack") { Description = "That of rule packs instead / 改为输出规则包的 schema" };
        command.Options.Add(pack);
        command.SetAction(parse => parse.InvocationConfiguration.Output.Write(parse.GetValue(pack) ? RulePackSchema.Write() : EdgeSchema.Write()));
        return command;
    }
}
