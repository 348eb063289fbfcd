using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Mqtt;

public sealed partial class MqttDriver
{
    [LoggerMessage(2010, LogLevel.Warning, "A message of connection {Connection} on topic {Topic} was set aside: {Reason} {Count} so far.")]
    private partial void LogSetAside(string connection, string topic, string reason, long count);

    [LoggerMessage(2011, LogLevel.Warning, "The clock of topic {Topic} on connection {Connection} is off by {OffsetSeconds} s; the receive time is used.")]
    private partial void LogClockOff(string connection, string topic, double offsetSeconds);

    [LoggerMessage(2012, LogLevel.Information, "The clock of topic {Topic} on connection {Connection} is good again, off by {OffsetSeconds} s.")]
    private partial void LogClockGood(string connection, string topic, double offsetSeconds);
}
