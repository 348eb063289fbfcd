using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Gateway.Edge.Tests.Health;

/// <summary>Keeps what is written to the program's log, so that a test can read it as a person would.</summary>
internal sealed class KeptLines : ILoggerFactory
{
    private readonly ConcurrentQueue<(string Category, string Text)> _lines = new();

    /// <summary>True when one line of the category holds all the words.</summary>
    public bool Any(string category, params string[] words) =>
        _lines.Any(line => line.Category == category && words.All(word => line.Text.Contains(word, StringComparison.Ordinal)));

    public int Count(string category, string word) => _lines.Count(line => line.Category == category && line.Text.Contains(word, StringComparison.Ordinal));

    public ILogger CreateLogger(string categoryName) => new Keeper(categoryName, _lines);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose() => _lines.Clear();

    private sealed class Keeper(string category, ConcurrentQueue<(string Category, string Text)> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue((category, formatter(state, exception)));
    }
}
