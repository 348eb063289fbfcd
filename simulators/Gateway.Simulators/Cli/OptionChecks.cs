using System.Globalization;
using Gateway.Simulators.Hosting;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Cli;

/// <summary>Collects what is wrong with the options of a command, so that all of it is told at once and before anything starts.</summary>
internal sealed class OptionChecks
{
    /// <summary>A timer takes at most 2^32 ms, about 49 days.</summary>
    private const double LongestSeconds = 4_000_000;

    private readonly List<ScenarioError> _errors = [];

    public void Add(string option, string found, string allowedZh, string allowedEn) =>
        _errors.Add(new ScenarioError(option, found, allowedZh, allowedEn));

    public void AddRange(IEnumerable<ScenarioError> errors) => _errors.AddRange(errors);

    public void Between(string option, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
        {
            Add(option, Text(value), $"{Text(low)} 到 {Text(high)}", $"{Text(low)} to {Text(high)}");
        }
    }

    public void Seconds(double value) => Between("--seconds", value, 0, LongestSeconds);

    /// <summary>A file that is written at the end of a long run must not turn out to have no folder then.</summary>
    public void Writable(string option, string? path)
    {
        if (path is not null && (Directory.Exists(path) || !Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))))
        {
            Add(option, path, "已有文件夹中的文件", "a file in a folder that exists");
        }
    }

    public (string Host, int Port) Target(string option, string text)
    {
        if (!ServerSet.TryTarget(text, out var host, out var port))
        {
            Add(option, text, "主机:端口", "host:port");
        }

        return (host, port);
    }

    /// <exception cref="ScenarioException">Something was wrong.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
        {
            throw new ScenarioException(_errors);
        }
    }

    private static string Text(double value) => value.ToString(CultureInfo.InvariantCulture);
}
