using System.Runtime.InteropServices;

namespace Gateway.Storage.Sqlite.History;

/// <summary>Puts the pieces of an hour together.</summary>
internal static class SampleSet
{
    /// <summary>
    /// Sorts by time, in the order of the log where times are equal, and drops exact repeats: a message that the broker sent
    /// twice, or an entry read twice after a crash, is one measurement. Different values with one time are all kept.
    /// </summary>
    public static void Normalise(List<RawSample> samples)
    {
        if (!IsSorted(samples))
        {
            var sorted = samples.OrderBy(s => s.Time).ToList();
            samples.Clear();
            samples.AddRange(sorted);
        }

        var span = CollectionsMarshal.AsSpan(samples);
        var kept = 0;
        for (var i = 0; i < span.Length; i++)
        {
            if (!Repeats(span, kept, span[i]))
            {
                span[kept++] = span[i];
            }
        }

        samples.RemoveRange(kept, samples.Count - kept);
    }

    private static bool Repeats(ReadOnlySpan<RawSample> span, int count, in RawSample sample)
    {
        for (var i = count - 1; i >= 0 && span[i].Time == sample.Time; i--)
        {
            if (span[i].Equals(sample))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSorted(List<RawSample> samples)
    {
        for (var i = 1; i < samples.Count; i++)
        {
            if (samples[i].Time < samples[i - 1].Time)
            {
                return false;
            }
        }

        return true;
    }
}
