using System.CommandLine;
using Gateway.Core.Measurements;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Commands.Log;

/// <summary>Where the log is that a command is about, held so that no gateway begins to use it meanwhile.</summary>
internal sealed class LogPlace : IDisposable
{
    private const string LogName = "log.db";
    private readonly DataFolderLock? _lock;

    private LogPlace(string path, string? site, DataFolderLock? held) => (Path, Site, _lock) = (path, site, held);

    /// <summary>Full path of the log.</summary>
    public string Path { get; }

    /// <summary>Null when neither command line nor configuration names the site.</summary>
    public string? Site { get; }

    /// <summary>Null, with the exit code, when it was told why not.</summary>
    public static LogPlace? Open(ParseResult parse, out int code)
    {
        code = 0;
        var error = parse.InvocationConfiguration.Error;
        var site = parse.GetValue(LogCommand.Site);
        var folder = parse.GetValue(LogCommand.Data);
        if (folder is null || site is null)
        {
            var loaded = ConfigurationLoader.Load(parse.Source());
            if (loaded.Options is { } options)
            {
                folder ??= parse.Source().Resolve(options.Storage.Folder);
                site ??= options.Site.Id;
            }
            else if (folder is null)
            {
                Gateway.Rules.Json.ErrorReport.Write(error, loaded.Errors, parse.Chinese());
                code = GatewayCommand.BadInput;
                return null;
            }
        }

        return Hold(System.IO.Path.GetFullPath(System.IO.Path.Combine(folder, LogName)), site, parse, out code);
    }

    /// <summary>Opens the place and works on it; what cannot be read or written is told.</summary>
    /// <param name="cannot">What could not be done, as it is said before the reason.</param>
    /// <param name="work">Gives the exit code.</param>
    public static int Use(ParseResult parse, LocalizedText cannot, Func<LogPlace, int> work)
    {
        using var place = Open(parse, out var code);
        if (place is null)
        {
            return code;
        }

        try
        {
            return work(place);
        }
        catch (Exception error) when (error is DurableLogException or IOException or UnauthorizedAccessException)
        {
            Tell(parse, new LocalizedText($"{cannot.Zh}：{error.Message}", $"{cannot.En}: {error.Message}"));
            return LogCommand.CannotRead;
        }
    }

    public void Dispose() => _lock?.Dispose();

    /// <summary>A folder without the lock's file is a copy, or was never used by a gateway: nothing is made in it.</summary>
    private static LogPlace? Hold(string path, string? site, ParseResult parse, out int code)
    {
        code = 0;
        try
        {
            var folder = System.IO.Path.GetDirectoryName(path)!;
            var held = DataFolderLock.TakeIfUsed(folder);
            if (File.Exists(path))
            {
                return new LogPlace(path, site, held);
            }

            held?.Dispose();
            Tell(parse, new LocalizedText($"没有日志文件 {path}", $"there is no log {path}"));
        }
        catch (EdgeStartException inUse)
        {
            Tell(parse, inUse.Text);
        }

        code = LogCommand.CannotRead;
        return null;
    }

    private static void Tell(ParseResult parse, LocalizedText text) => parse.InvocationConfiguration.Error.WriteLine(text.In(parse.Chinese()));
}
