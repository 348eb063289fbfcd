using System.CommandLine;
using System.Runtime.InteropServices;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway run</c>: the service itself. Ends in order on SIGTERM and Ctrl-C, reads its configuration again on SIGHUP.</summary>
internal static class RunCommand
{
    private const int CannotStart = 1;

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

        try
        {
            await using var host = new EdgeHost(loaded, source, TimeProvider.System);
            await host.StartAsync(cancellation);
            using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context => Reload(context, host));
            await host.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return 0;
        }
        catch (EdgeStartException error)
        {
            parse.InvocationConfiguration.Error.WriteLine(error.Text.In(parse.Chinese()));
            return CannotStart;
        }
    }

    // What became of it stands in the log and in the API.
    private static void Reload(PosixSignalContext context, EdgeHost host)
    {
        context.Cancel = true;
        _ = Task.Run(() => host.View.ReloadAsync(CancellationToken.None));
    }
}
