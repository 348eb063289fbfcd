using System.Globalization;
using Gateway.Simulators.Encoding;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Hosting;

/// <summary>
/// Writes what the devices of a scenario would show as <c>time,point,value</c>, in order of time and in no time at all: a month of a site in seconds. Points are called
/// <c>{device}.{field}</c>; sequence numbers and status words are left out.
/// </summary>
/// <param name="start">Time of scenario second 0.</param>
/// <param name="periodSeconds">Scenario seconds between samples; null takes each MQTT device's own period, and one second for Modbus.</param>
public sealed class SampleExport(Scenario scenario, DateTimeOffset start, double? periodSeconds = null)
{
    private const double DefaultPeriod = 1;
    private readonly List<Series> _series = [.. Devices(scenario).SelectMany(device => device.Fields
        .Where(field => field.Register is not { IsSequence: true } && field.Register is not { Bits.Count: > 0 } && field.Register is not { Writable: true })
        .Select(field => new Series(
            $"{device.Name}.{field.Id}", new FieldState(field, device.Name, scenario.Seed, scenario.TickMs, scenario.Overrides), periodSeconds ?? device.Period)))];

    /// <summary>Samples written.</summary>
    public long Written { get; private set; }

    /// <summary>Writes the samples of [0, <paramref name="seconds"/>) scenario seconds, without a header.</summary>
    public void Write(TextWriter output, double seconds)
    {
        var due = new PriorityQueue<Series, (double At, int Place)>();
        for (var i = 0; i < _series.Count; i++)
        {
            due.Enqueue(_series[i], (0, i));
        }

        while (due.TryDequeue(out var series, out var next) && next.At < seconds)
        {
            Write(output, series, next.At);
            // Counted, not added up: a month of additions would drift.
            series.Sampled++;
            due.Enqueue(series, (series.Sampled * series.Period, next.Place));
        }
    }

    private static IEnumerable<(string Name, double Period, IReadOnlyList<FieldDefinition> Fields)> Devices(Scenario scenario) =>
    [
        .. scenario.Servers.SelectMany(server => server.Units).Select(unit => (unit.Device, DefaultPeriod, unit.Fields)),
        .. scenario.MqttDevices.Select(device => (device.Device, device.PeriodMs / 1000.0, device.Fields)),
    ];

    private void Write(TextWriter output, Series series, double at)
    {
        var story = scenario.RepeatSeconds > 0 ? at % scenario.RepeatSeconds : at;
        var value = Shown(series.State.Definition, series.State.ValueAt(story, at));
        var time = start.UtcDateTime.AddTicks((long)Math.Round(at * scenario.TimeScale * TimeSpan.TicksPerSecond));
        output.Write(time.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        output.Write(',');
        output.Write(series.Point);
        output.Write(',');
        output.Write(value.ToString("R", CultureInfo.InvariantCulture));
        output.Write('\n');
        Written++;
    }

    // As it would arrive: a whole-number register counts in steps, a floating one has seven digits, a message carries so many decimals.
    private static double Shown(FieldDefinition field, double value) => field.Register switch
    {
        null => Math.Round(value, field.Decimals),
        { Type: RegisterType.Float32 or RegisterType.Float64 } => Math.Round(value, 6),
        var place => Math.Round(Math.Round(value / place.Scale) * place.Scale, 9),
    };

    private sealed class Series(string point, FieldState state, double period)
    {
        public string Point => point;

        public FieldState State => state;

        public double Period => period;

        public long Sampled { get; set; }
    }
}
