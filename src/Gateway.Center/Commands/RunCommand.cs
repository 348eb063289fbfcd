using System.CommandLine;
using Gateway.Center.Access.Setup;
using Gateway.Center.Composition;
using Gateway.Hosting.Memory;
using Gateway.Hosting.Logging;
using Gateway.Hosting.Service;
using Gateway.Rules.Json;
using Serilog;

namespace Gateway.Center.Commands;

/// <summary><c>warning-center run</c>: the service itself. Ends in order on SIGTERM and Ctrl-C.</summary>
internal static class RunCommand
{
    private const int CannotStart = 1;

    public static Command Create()
    {
        var command = new Command("run", "Run the warning center / 运行监测预警中心");
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        // A signal that comes before this method has returned its task would end the process at once instead of stopping it in order.
        await Task.Yield();
        var loaded = parse.Load();
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return CenterCommand.BadInput;
        }

        try
        {
            using var folder = DataFolderLock.Take(options.Storage.Folder);
            await using var logs = LogSetup.Create(options.Logging, options.Logging.Folder, "center");
            await using var host = await CenterStart.RunAsync(options, TimeProvider.System, logs, cancellation);
            TellSetup(parse, host);
            await ServeAsync(host, cancellation);
            return 0;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return 0;
        }
        catch (CenterStartException error)
        {
            parse.InvocationConfiguration.Error.WriteLine(error.Text.In(parse.Chinese()));
            return CannotStart;
        }
    }

    private static async Task ServeAsync(CenterHost host, CancellationToken cancellation)
    {
        var manager = ServiceManager.OfThisProcess(TimeProvider.System);
        using var ended = new CancellationTokenSource();
        manager.Ready();
        var beat = manager.BeatAsync(host.AnswerAsync, ended.Token);
        var tidying = new HeapTidying(TimeProvider.System).RunAsync(ended.Token);
        await host.WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        manager.Stopping();
        await ended.CancelAsync();
        await Task.WhenAll(beat, tidying);
    }

    /// <summary>On the console only: a log file is copied and kept.</summary>
    private static void TellSetup(ParseResult parse, CenterHost host)
    {
        var output = parse.InvocationConfiguration.Output;
        output.WriteLine(parse.Chinese() ? $"地址：{host.Address}" : $"Address: {host.Address}");
        if (host.Services.GetRequiredService<SetupCode>().Current is { } code)
        {
            output.WriteLine(parse.Chinese() ? $"首次使用的设置码（仅一次有效）：{code}" : $"Set-up code of the first start (works once): {code}");
        }
    }
}
