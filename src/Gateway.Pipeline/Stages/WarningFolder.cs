using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;

namespace Gateway.Pipeline.Stages;

/// <summary>What one channel is told at once and what is folded for it, kept over a restart. Used by one task at a time.</summary>
internal sealed class WarningFolder
{
    private readonly string _channel;
    private readonly IFoldingMemory? _memory;
    private readonly StateWriter _state = new();

    public WarningFolder(string channel, WarningGroupingOptions options, IFoldingMemory? memory)
    {
        (_channel, _memory) = (channel, memory);
        (Grouping, Sequence) = Load(options);
    }

    /// <summary>Newest log entry that was decided when it was kept last; 0 when nothing was kept.</summary>
    public long Sequence { get; private set; }

    private WarningGrouping Grouping { get; }

    /// <summary>False when the warning is folded: a summary will tell it. Asked once a warning.</summary>
    public bool Tells(WarningEvent warning) => Grouping.Decide(warning) == GroupingDecision.TellNow;

    /// <summary>Summaries that have come due; each is given once.</summary>
    public List<WarningSummary> Due(long now)
    {
        var due = new List<WarningSummary>();
        if (Grouping.NextDue <= now)
        {
            Grouping.Collect(now, due);
        }

        return due;
    }

    /// <summary>How long until a summary comes due, at most <paramref name="most"/>; null while nothing is folded.</summary>
    public TimeSpan? Wait(long now, TimeSpan most) => Grouping.NextDue is var due && due == long.MaxValue
        ? null
        : TimeSpan.FromTicks(Math.Clamp(due - now, TimeSpan.TicksPerMillisecond * 10, most.Ticks));

    public void Save(long sequence)
    {
        Sequence = sequence;
        if (_memory is not null)
        {
            _state.Clear();
            _state.Write(sequence);
            Grouping.Save(_state);
            _memory.Save(_channel, _state.Written);
        }
    }

    // What cannot be read tells more than it must, never less.
    private (WarningGrouping Grouping, long Sequence) Load(WarningGroupingOptions options)
    {
        if (_memory?.Load(_channel) is not { } kept)
        {
            return (new WarningGrouping(options), 0);
        }

        try
        {
            var grouping = new WarningGrouping(options);
            var reader = new StateReader(kept);
            var sequence = reader.ReadInt64();
            grouping.Load(ref reader);
            return (grouping, sequence);
        }
        catch (InvalidDataException)
        {
            return (new WarningGrouping(options), 0);
        }
    }
}
