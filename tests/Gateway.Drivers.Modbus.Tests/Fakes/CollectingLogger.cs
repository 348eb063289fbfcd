using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>Keeps what was logged as "event id: text".</summary>
public sealed class CollectingLogger : ILogger
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Add($"{eventId.Id}: {formatter(state, exception)}");
}
