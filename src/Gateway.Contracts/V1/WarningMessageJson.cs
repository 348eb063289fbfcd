using System.Text.Json.Serialization;

namespace Gateway.Contracts.V1;

/// <summary>Source-generated JSON of the contract: camelCase, no reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(WarningMessage))]
public sealed partial class WarningMessageJson : JsonSerializerContext;
