using System.Text.Json.Serialization;
using Gateway.Core.Alarms;
using Gateway.Core.Warnings;

namespace Gateway.Pipeline.Log;

/// <summary>JSON of the records that people and other programs read. NaN is written by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(AlarmTransition))]
[JsonSerializable(typeof(WarningEvent))]
[JsonSerializable(typeof(AlarmRecord))]
[JsonSerializable(typeof(GapRecord))]
[JsonSerializable(typeof(JudgingMark))]
public sealed partial class LogJsonContext : JsonSerializerContext;
