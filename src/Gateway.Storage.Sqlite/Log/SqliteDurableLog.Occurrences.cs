using Gateway.Core.Alarms;
using Gateway.Pipeline.Ports;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Log;

/// <summary>What the log knows of single occurrences of alarms. Any thread.</summary>
public sealed partial class SqliteDurableLog
{
    /// <summary>Newest first.</summary>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public IReadOnlyList<AlarmOccurrence> FindOccurrences(OccurrenceQuery query) => Ask(reader => reader.Find(query));

    /// <summary>Null when the log knows nothing of it (any more).</summary>
    /// <param name="began">UTC ticks.</param>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public AlarmOccurrence? FindOccurrence(string alarmId, long began) => Ask(reader => reader.Read(alarmId, began));

    /// <summary>Answers a set of questions of the kind of <see cref="FindOccurrence"/> at once; what is not known is left out.</summary>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public IReadOnlyList<AlarmOccurrence> FindOccurrences(IEnumerable<(string AlarmId, long Began)> wanted) =>
        Ask(reader => wanted.Select(item => reader.Read(item.AlarmId, item.Began)).OfType<AlarmOccurrence>().ToList());

    /// <summary>Transitions after a place in the log, in its order, with their places; without the readings between them.</summary>
    /// <exception cref="DurableLogException">The file cannot be read now.</exception>
    public IReadOnlyList<(long Sequence, AlarmTransition Transition)> TransitionsAfter(long sequence, int limit) =>
        Ask(reader => reader.After(sequence, limit));

    private T Ask<T>(Func<OccurrenceReader, T> question)
    {
        if (_store is null)
        {
            throw new DurableLogException("The log is not open now.");
        }

        try
        {
            using var reader = new OccurrenceReader(_path);
            return question(reader);
        }
        catch (Exception error) when (IsTrouble(error))
        {
            throw new DurableLogException($"The log could not be read: {error.Message}", error);
        }
    }
}
