using System.Globalization;
using Gateway.Edge.Configuration;
using Serilog;
using Serilog.Events;

namespace Gateway.Edge.Composition;

/// <summary>Logs go to the console and to rolling files; never so many that a disk fills.</summary>
internal static class LoggingSetup
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{Event}] {Message:lj}{NewLine}{Exception}";
    private const int FilesKept = 10;

    public static Serilog.ILogger Create(LoggingOptions options, ConfigurationSource source)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Level(options.Level))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            // A port in use is told in one sentence by EdgeStartException, not by a stack of calls.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
            .Enrich.With<EventNumber>()
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        if (options.Folder is { } folder)
        {
            configuration.WriteTo.Async(sink => sink.File(
                Path.Combine(source.Resolve(folder), "gateway-.log"), outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture,
                rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, retainedFileCountLimit: FilesKept,
                fileSizeLimitBytes: options.FileMiB * 1024L * 1024));
        }

        return configuration.CreateLogger();
    }

    private static LogEventLevel Level(LogDetail detail) => detail switch
    {
        LogDetail.Debug => LogEventLevel.Debug,
        LogDetail.Warning => LogEventLevel.Warning,
        LogDetail.Error => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
