using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Edge.Uplink;
using Gateway.Hosting.Health;
using Gateway.Pipeline.Buffers;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Api;

/// <summary>One point now. <see cref="Value"/> is null when there is none; then the quality says why.</summary>
/// <param name="AgeMs">Since the gateway received the last reading, milliseconds; null when there never was one.</param>
/// <param name="ClockOffsetS">Clock of the point's MQTT source minus ours at its newest message, seconds; null when it sends no time.</param>
public sealed record PointView(
    string Id, LocalizedText Name, string Family, string Quantity, string Device, string Area, string Unit, double? Value, string? Text,
    string Quality, DetectorFlags Flags, WarningTier Tier, DateTimeOffset? SourceTime, double? AgeMs, double? ClockOffsetS = null);

public sealed record WarningView(
    string Id, string PointId, LocalizedText PointName, WarningTier From, WarningTier To, DateTimeOffset EventTime, DateTimeOffset DecidedTime,
    LocalizedText Reason);

public sealed record HistoryView(string PointId, string Unit, HistoryResolution Resolution, string Store, IReadOnlyList<HistoryPointView> Samples);

/// <summary>A value or bucket; figures are null where no usable value was.</summary>
public sealed record HistoryPointView(DateTimeOffset Time, double? Min, double? Max, double? Mean, int Count, string Quality);

/// <param name="Clocks">The MQTT sources whose clock is farthest from ours, the farthest first, at most 20 a connection.</param>
/// <param name="Alarms">What stands and what is silenced; null when judging did not answer in time.</param>
/// <param name="Uplink">The link to the warning center; null when none is configured.</param>
/// <param name="SelfTest">What was found at start; null before that.</param>
/// <param name="DiskFreeBytes">Free bytes of the file system of the data folder; null when it cannot be told.</param>
public sealed record HealthView(
    string Site, string Version, DateTimeOffset Started, WarningTier Tier, int Points, IReadOnlyList<DriverHealth> Drivers,
    IReadOnlyList<BufferFigures> Queues, LogView Log, long? DiskFreeBytes, ReloadView Reload,
    IReadOnlyList<ClockView>? Clocks = null, AlarmSummaryView? Alarms = null, UplinkFigures? Uplink = null,
    SelfTestReport? SelfTest = null);

/// <param name="OffsetS">Source time minus receive time, seconds; positive = the source is ahead.</param>
/// <param name="IsOff">Beyond the tolerance of its connection: the receive time is used and the quality is not accurate.</param>
public sealed record ClockView(string Connection, string Topic, double OffsetS, bool IsOff);

/// <param name="Trouble">What is wrong now; null when nothing is.</param>
public sealed record LogView(long FirstSequence, long LastSequence, string? Trouble);

/// <summary>What the last change of the configuration came to.</summary>
public sealed record ReloadView(int Generation, DateTimeOffset Time, bool Accepted, IReadOnlyList<ErrorView> Errors, IReadOnlyList<string> Changes);

public sealed record ErrorView(string Path, string Found, LocalizedText Allowed);

public sealed record SetAsideView(string Connection, DateTimeOffset ReceivedTime, string Topic, string Reason, string Payload, int PayloadLength);

public sealed record TraceView(string Device, IReadOnlyList<string> Lines);
