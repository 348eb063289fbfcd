using System.CommandLine;
using Gateway.Rules.Json;

namespace Gateway.Center.Commands;

/// <summary><c>warning-center check</c>: every error of the configuration at once.</summary>
internal static class CheckCommand
{
    public static Command Create()
    {
        var command = new Command("check", "Check the configuration; exit code 2 when anything is wrong / 检查配置");
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parse)
    {
        var loaded = parse.Load();
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return CenterCommand.BadInput;
        }

        parse.InvocationConfiguration.Output.WriteLine(parse.Chinese()
            ? $"配置正确：{options.County.Name.Zh}，数据库 {options.Database.Kind}，{(options.Web.Certificate is null ? "http" : "https")}://{options.Web.Address}:{options.Web.Port}。"
            : $"The configuration is good: {options.County.Name.En}, database {options.Database.Kind}, "
                + $"{(options.Web.Certificate is null ? "http" : "https")}://{options.Web.Address}:{options.Web.Port}.");
        return 0;
    }
}
