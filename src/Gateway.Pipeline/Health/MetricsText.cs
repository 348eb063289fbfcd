using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Gateway.Pipeline.Health;

/// <summary>
/// Collects every instrument of meters named <c>Gateway.*</c> and writes the Prometheus text format (version 0.0.4). Sums
/// and last values only; a histogram is written as its <c>_sum</c> and <c>_count</c>. What an instrument that is read on demand no longer reports (a device that
/// was taken out) is no longer written. Thread-safe.
/// </summary>
public sealed class MetricsText : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<(string Name, string Labels), Series> _series = new();
    private readonly Lock _writing = new();

    /// <param name="scope">Meters that belong to somebody (<see cref="Meter.Scope"/>) are written only when it is this; those of nobody always.</param>
    public MetricsText(object? scope = null)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name.StartsWith("Gateway.", StringComparison.Ordinal) && (instrument.Meter.Scope is null || instrument.Meter.Scope == scope))
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Record(instrument, value, tags));
        _listener.Start();
    }

    /// <summary>All series as they stand now.</summary>
    public string Write()
    {
        lock (_writing)
        {
            foreach (var (key, _) in _series.Where(pair => pair.Value.IsObserved))
            {
                _series.TryRemove(key, out _);
            }

            _listener.RecordObservableInstruments();
            return Text();
        }
    }

    public void Dispose() => _listener.Dispose();

    private string Text()
    {
        var text = new StringBuilder();
        foreach (var family in _series.GroupBy(pair => pair.Key.Name).OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            var first = family.First().Value;
            text.Append(CultureInfo.InvariantCulture, $"# HELP {family.Key} {first.Help}\n# TYPE {family.Key} {first.Type}\n");
            foreach (var ((name, labels), series) in family.OrderBy(pair => pair.Key.Labels, StringComparer.Ordinal))
            {
                series.Write(text, name, labels);
            }
        }

        return text.ToString();
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = (Clean(instrument.Name), Labels(tags));
        _series.GetOrAdd(key, static (_, made) => new Series(made), instrument).Add(value);
    }

    private static string Labels(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (tags.IsEmpty)
        {
            return "";
        }

        var text = new StringBuilder("{");
        foreach (var (name, value) in tags)
        {
            text.Append(text.Length > 1 ? "," : "").Append(Clean(name)).Append("=\"").Append(Escape(value?.ToString() ?? "")).Append('"');
        }

        return text.Append('}').ToString();
    }

    private static string Clean(string name) => string.Create(name.Length, name, static (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
        {
            span[i] = char.IsAsciiLetterOrDigit(source[i]) ? source[i] : '_';
        }
    });

    private static string Escape(string value) =>
        value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    private sealed class Series(Instrument instrument)
    {
        private readonly Lock _lock = new();
        private readonly bool _histogram = IsKind(instrument, typeof(Histogram<>));
        private readonly bool _adds = IsKind(instrument, typeof(Counter<>)) || IsKind(instrument, typeof(UpDownCounter<>)) || IsKind(instrument, typeof(Histogram<>));
        private double _value;
        private long _count;

        /// <summary>True when it is read on demand and so reports all it has each time.</summary>
        public bool IsObserved { get; } = instrument.IsObservable;

        public string Help { get; } = (instrument.Description ?? instrument.Name).ReplaceLineEndings(" ");

        public string Type { get; } = instrument switch
        {
            _ when IsKind(instrument, typeof(Counter<>)) || IsKind(instrument, typeof(ObservableCounter<>)) => "counter",
            _ when IsKind(instrument, typeof(Histogram<>)) => "summary",
            _ => "gauge",
        };

        public void Add(double value)
        {
            lock (_lock)
            {
                _value = _adds ? _value + value : value;
                _count++;
            }
        }

        public void Write(StringBuilder text, string name, string labels)
        {
            double value;
            long count;
            lock (_lock)
            {
                (value, count) = (_value, _count);
            }

            if (_histogram)
            {
                text.Append(CultureInfo.InvariantCulture, $"{name}_sum{labels} {value:R}\n{name}_count{labels} {count}\n");
                return;
            }

            text.Append(CultureInfo.InvariantCulture, $"{name}{labels} {value:R}\n");
        }

        private static bool IsKind(Instrument instrument, Type kind)
        {
            var type = instrument.GetType();
            return type.IsGenericType && type.GetGenericTypeDefinition() == kind;
        }
    }
}
