using System.Globalization;
using Gateway.Center.Configuration;
using Serilog;
using Serilog.Core;
using Serilog.Events;

namespace Gateway.Center.Composition;

/// <summary>Logs go to the console and to rolling files; never so many that a disk fills.</summary>
internal static class LoggingSetup
{
    private const string Line = "{Timestamp:yyyy-MM-ddTHH:mm:ss.fffzzz} {Level:u3} [{Event}] {Message:lj}{NewLine}{Exception}";
    private const int FilesKept = 10;

    public static Logger Create(LoggingOptions options)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Is(Level(options.Level))
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System.Net.Http", LogEventLevel.Warning)
            // A port in use is told in one sentence by CenterStartException, not by a stack of calls.
            .MinimumLevel.Override("Microsoft.Extensions.Hosting", LogEventLevel.Fatal)
            .Enrich.With<EventNumber>()
            .WriteTo.Console(outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture);
        if (options.Folder is { } folder)
        {
            configuration.WriteTo.Async(sink => sink.File(
                Path.Combine(folder, "center-.log"), outputTemplate: Line, formatProvider: CultureInfo.InvariantCulture,
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

    /// <summary>Puts the stable number of an event on its line.</summary>
    private sealed class EventNumber : ILogEventEnricher
    {
        public void Enrich(LogEvent logEvent, ILogEventPropertyFactory propertyFactory)
        {
            var number = logEvent.Properties.TryGetValue("EventId", out var id) && id is StructureValue structure
                ? structure.Properties.FirstOrDefault(property => property.Name == "Id")?.Value
                : null;
            logEvent.AddOrUpdateProperty(new LogEventProperty("Event", number ?? new ScalarValue(0)));
        }
    }
}
