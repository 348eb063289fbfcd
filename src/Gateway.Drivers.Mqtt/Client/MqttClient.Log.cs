using Microsoft.Extensions.Logging;

namespace Gateway.Drivers.Mqtt.Client;

public sealed partial class MqttClient
{
    [LoggerMessage(2000, LogLevel.Information, "Connection {Connection} to {Host}:{Port} is up with MQTT {Version}; session present: {SessionPresent}.")]
    private partial void LogConnected(string connection, string host, int port, string version, bool sessionPresent);

    [LoggerMessage(2001, LogLevel.Warning, "Connection {Connection} to {Host}:{Port} is down and is tried again: {Error} / {ErrorZh}")]
    private partial void LogLost(string connection, string host, int port, string error, string errorZh);

    [LoggerMessage(2002, LogLevel.Error, "The broker of connection {Connection} refused the subscription {Filter} with reason {Reason}; its points get no values.")]
    private partial void LogSubscriptionRefused(string connection, string filter, byte reason);

    [LoggerMessage(2003, LogLevel.Warning, "Connection {Connection} accepts any broker certificate because allowUntrusted is set.")]
    private partial void LogUntrusted(string connection);

    [LoggerMessage(2004, LogLevel.Warning, "Messages of connection {Connection} could not be stored; it is closed so that the broker sends them again.")]
    private partial void LogKept(string connection);

    [LoggerMessage(2006, LogLevel.Warning, "The broker of connection {Connection} grants {Filter} only QoS {Granted}, not {Asked}; messages may be lost.")]
    private partial void LogSubscriptionWeakened(string connection, string filter, byte granted, int asked);

    [LoggerMessage(2005, LogLevel.Information, "Connection {Connection} is stopped.")]
    private partial void LogStopped(string connection);
}
