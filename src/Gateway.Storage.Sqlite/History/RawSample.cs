using Gateway.Core.Measurements;

namespace Gateway.Storage.Sqlite.History;

/// <summary>One value of one point as the history keeps it. Equality is by bits, so that NaN equals NaN.</summary>
internal readonly record struct RawSample(long Time, double Value, Quality Quality, DetectorFlags Flags, string? Text)
{
    /// <summary>True when the value is a figure that may be added up: finite and of good or uncertain quality.</summary>
    public bool IsFigure => !Quality.IsBad() && double.IsFinite(Value);

    public bool Equals(RawSample other) =>
        Time == other.Time && BitConverter.DoubleToInt64Bits(Value) == BitConverter.DoubleToInt64Bits(other.Value)
        && Quality == other.Quality && Flags == other.Flags && string.Equals(Text, other.Text, StringComparison.Ordinal);

    public override int GetHashCode() => HashCode.Combine(Time, BitConverter.DoubleToInt64Bits(Value), Quality, Flags, Text);
}
