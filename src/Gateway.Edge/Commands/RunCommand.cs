using System.CommandLine;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Timing;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway run</c>: the service itself. Ends in order on SIGTERM and Ctrl-C.</summary>
internal static class RunCommand
{
    public static Command Create()
    {
        var command = new Command("run", "Run the gateway / 运行网关");
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var source = parse.Source();
        var loaded = ConfigurationLoader.Load(source);
        if (loaded.Options is null)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        await using var host = new EdgeHost(loaded, source, new GridTimeProvider(TimeProvider.System));
        await host.StartAsync(cancellation);
        await host.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return 0;
    }
}
