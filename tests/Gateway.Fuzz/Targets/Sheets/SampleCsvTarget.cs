using System.Globalization;
using System.Text;
using Gateway.Edge.Replay;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Rules;
using Gateway.Pipeline.Configuration;

namespace Gateway.Fuzz.Targets.Sheets;

/// <summary>Samples for a replay. Times are compared with the framework's own reader of ISO 8601.</summary>
internal sealed class SampleCsvTarget : FuzzTarget
{
    public override string Name => "replay-csv";

    /// <summary>The block the file is read in.</summary>
    public override long AllowedBytes => 4 << 20;

    public override int AllowedBytesPerByte => 2048;

    public override IReadOnlyList<string> Tokens { get; } = ["time,point,value,quality,flags,received", "2026-03-02T00:00:00Z", "+08:00", ".1234567", ",good", ",uncertain", ",255", "NaN", "p1"];

    public override IEnumerable<byte[]> Seeds() =>
        ["time,point,value,quality,flags,received\n2026-03-02T00:00:00Z,p1,1.5,good,3,2026-03-02T00:00:01.5+08:00\n2026-03-02 00:00:05,p2,,bad,,\n"u8.ToArray(), "2026-03-02T00:00:00Z,p1,NaN\r\n"u8.ToArray()];

    public override string Execute(byte[] input)
    {
        var (errors, samples, latest) = (new ConfigurationErrors(), 0, 0L);
        using var stream = new MemoryStream(input, writable: false);
        new SampleCsvReader(new Utf8Names([new("p1", 0), new("p2", 1)]), "s.csv", errors).Read(stream, sample =>
        {
            samples++;
            latest = Math.Max(latest, sample.Reading.SourceTime);
            Oracle.Demand(sample.Reading.Point is 0 or 1, "a sample is of a point there is");
            Oracle.Demand(sample.Reading.SourceTime is >= 0 && sample.Reading.SourceTime <= DateTime.MaxValue.Ticks && sample.Received >= 0 && sample.Received <= DateTime.MaxValue.Ticks, "a time can be");
            Oracle.Demand(!double.IsInfinity(sample.Reading.Value), "a value is a figure or none");
        });
        ErrorsOracle.Check(true, errors);
        CompareTime(input);
        return $"{Math.Min(samples, 4)} {ErrorsOracle.Shape(errors)}";
    }

    /// <summary>The first field, read by the framework: where both read it they agree.</summary>
    private static void CompareTime(byte[] input)
    {
        var field = input.AsSpan()[..Math.Min(input.Length, 40)];
        var comma = field.IndexOf((byte)',');
        if (comma < 0 || !IsoTime.TryParse(field[..comma], out var ticks))
        {
            return;
        }

        var text = Encoding.ASCII.GetString(field[..comma]);
        Oracle.Demand(
            !DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var expected) || Math.Abs(expected.UtcTicks - ticks) <= 1 || text.Contains(":60", StringComparison.Ordinal),
            "a time is what the framework reads");
    }
}
