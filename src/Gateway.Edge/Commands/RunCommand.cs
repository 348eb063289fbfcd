using System.CommandLine;
using System.Runtime.InteropServices;
using Gateway.Rules.Json;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Timing;
using Gateway.Hosting.Memory;
using Gateway.Hosting.Service;

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
        // A signal that comes before this method has returned its task would end the process at once instead of stopping it in order.
        await Task.Yield();
        EdgeHost? host = null;
        var manager = ServiceManager.OfThisProcess(TimeProvider.System);
        using var hangup = PosixSignalRegistration.Create(PosixSignal.SIGHUP, context =>
        {
            context.Cancel = true;
            host?.RequestReload();
        });
        var source = parse.Source();
        var loaded = ConfigurationLoader.Load(source);
        if (loaded.Options is null)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        try
        {
            await using (host = new EdgeHost(loaded, source, new GridTimeProvider(TimeProvider.System)))
            {
                using var ended = new CancellationTokenSource();
                await host.StartAsync(CancellationToken.None);
                manager.Ready();
                var beat = manager.BeatAsync(host.AnswerAsync, ended.Token);
                var tidying = new HeapTidying(TimeProvider.System).RunAsync(ended.Token);
                await host.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                manager.Stopping();

                // Told until all is written: an orderly stop is no hang.
                await host.StopAsync();
                await ended.CancelAsync();
                await Task.WhenAll(beat, tidying);
                return 0;
            }
        }
        catch (EdgeStartException error)
        {
            parse.InvocationConfiguration.Error.WriteLine(error.Text.In(parse.Chinese()));
            return CannotStart;
        }
    }
}
