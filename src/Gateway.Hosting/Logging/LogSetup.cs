using System.Globalization;
using Serilog;
using Serilog.Configuration;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Json;

namespace Gateway.Hosting.Logging;

/// <summary>Logs go to the console and to rolling files; never so many that a disk fills.</summary>
public static class LogSetup
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{Event}] {Message:lj}{NewLine}{Exception}";
    private const int FilesKept = 10;

    /// <param name="folder">Of the files, whole; null = console only.</param>
    /// <param name="program">Name the files begin with.</param>
    public static Logger Create(LoggingOptions options, string? folder, string program)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Level(options.Level))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            // A port in use is told in one sentence at the start, not by a stack of calls.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
            .Enrich.With<EventNumber>();
        ToConsole(configuration.WriteTo, options.Format);
        if (folder is not null)
        {
            configuration.WriteTo.Async(sink => ToFile(sink, options, Path.Combine(folder, $"{program}-.log")));
        }

        return configuration.CreateLogger();
    }

    private static void ToConsole(LoggerSinkConfiguration sink, LogFormat format)
    {
        if (format == LogFormat.Json)
        {
            sink.Console(new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture));
            return;
        }

        sink.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
    }

    private static void ToFile(LoggerSinkConfiguration sink, LoggingOptions options, string path)
    {
        var most = options.FileMiB * 1024L * 1024;
        if (options.Format == LogFormat.Json)
        {
            sink.File(
                new JsonFormatter(renderMessage: true, formatProvider: CultureInfo.InvariantCulture), path,
                rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, retainedFileCountLimit: FilesKept, fileSizeLimitBytes: most);
            return;
        }

        sink.File(
            path, outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture,
            rollingInterval: RollingInterval.Day, rollOnFileSizeLimit: true, retainedFileCountLimit: FilesKept, fileSizeLimitBytes: most);
    }

    private static LogEventLevel Level(LogDetail detail) => detail switch
    {
        LogDetail.Debug => LogEventLevel.Debug,
        LogDetail.Warning => LogEventLevel.Warning,
        LogDetail.Error => LogEventLevel.Error,
        _ => LogEventLevel.Information,
    };
}
