using System.Text.Json;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Where a scalar lies in the payload.</summary>
/// <param name="Kind"><see cref="JsonTokenType.None"/> = it was not in the message.</param>
internal readonly record struct Scalar(JsonTokenType Kind, int Start, int Length)
{
    public bool IsMissing => Kind == JsonTokenType.None;

    public ReadOnlySpan<byte> In(ReadOnlySpan<byte> payload) => payload.Slice(Start, Length);
}
