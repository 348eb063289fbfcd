using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Core.Measurements;
using Serilog;

namespace Gateway.Center.Composition;

/// <summary>
/// Until the database is there (a server that starts after us), the center's address answers 503 and says what it waits for; nothing else runs. The tables
/// are brought to this program's version before anything is served.
/// </summary>
internal static partial class WaitingRoom
{
    /// <summary>Between two looks for the database.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <exception cref="CenterStartException">The tables cannot be brought to this program's version.</exception>
    public static async Task UntilDatabaseIsThereAsync(CenterOptions options, TimeProvider time, Serilog.ILogger logs, CancellationToken cancellation)
    {
        var factory = new CenterDbFactory(options.Database, options.Storage.Folder);
        if (await TryMigrateAsync(factory, cancellation) is not { } trouble)
        {
            return;
        }

        await using var room = Open(options, logs);
        await CenterHost.StartServingAsync(room, options, cancellation);
        do
        {
            LogWaiting(room.Logger, trouble);
            await Task.Delay(Pause, time, cancellation);
        }
        while ((trouble = await TryMigrateAsync(factory, cancellation)) is not null);
        await room.StopAsync(CancellationToken.None);
    }

    /// <returns>Why the database does not answer; null when it is ready.</returns>
    private static async Task<string?> TryMigrateAsync(CenterDbFactory factory, CancellationToken cancellation)
    {
        try
        {
            await factory.MigrateAsync(cancellation);
            return null;
        }
        catch (Exception error) when (DatabaseTrouble.IsAway(error))
        {
            return error.GetBaseException().Message;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new CenterStartException(
                new LocalizedText(
                    $"数据库无法升级到本程序的版本：{error.GetBaseException().Message}",
                    $"the database cannot be brought to the version of this program: {error.GetBaseException().Message}"),
                error);
        }
    }

    private static WebApplication Open(CenterOptions options, Serilog.ILogger logs)
    {
        var builder = CenterWeb.CreateBuilder(options, CertificateFile.Served(options.Web, _ => { }));
        builder.Logging.ClearProviders().AddSerilog(logs);
        var room = builder.Build();
        room.Run(context =>
        {
            context.Response.Headers.RetryAfter = "5";
            return CenterProblem.Of(
                StatusCodes.Status503ServiceUnavailable, "database.away", "数据库尚未就绪，预警中心正在等待；不要依赖本页面。",
                "The database is not there yet; the warning center waits for it. Do not rely on this page.").ExecuteAsync(context);
        });
        return room;
    }

    [LoggerMessage(8701, LogLevel.Error, "The database does not answer ({Trouble}); nothing is received and nobody is called until it does. Trying again.")]
    private static partial void LogWaiting(Microsoft.Extensions.Logging.ILogger logger, string trouble);
}
