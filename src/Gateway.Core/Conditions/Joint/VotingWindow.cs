using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Measurements;
using Gateway.Core.State;

namespace Gateway.Core.Conditions.Joint;

/// <summary>What a vote remembers of each voter: its conditions' memories, what it last said of which sample, and when it last voted for the alarm.</summary>
internal sealed class VotingWindow : ConditionWindow
{
    private readonly int _tests;

    public VotingWindow(int voters, ReadOnlySpan<Condition> each, ExpressionWindow? expression, long now)
    {
        _tests = each.Length;
        Memories = new ConditionMemory[voters * each.Length];
        for (var i = 0; i < Memories.Length; i++)
        {
            Memories[i] = each[i % each.Length].Begin(now);
        }

        Judged = new Sample[voters];
        Said = Enumerable.Repeat(Truth.Unknown, voters).ToArray();
        LastFor = Enumerable.Repeat(ExpressionWindow.Never, voters).ToArray();
        Expression = expression;
    }

    public ConditionMemory[] Memories { get; }

    public Sample[] Judged { get; }

    /// <summary>What the conditions of each voter said of <see cref="Judged"/>.</summary>
    public Truth[] Said { get; }

    /// <summary>When it ceased to vote for the alarm, as <see cref="ExpressionWindow.Follow"/> tells it.</summary>
    public long[] LastFor { get; }

    public ExpressionWindow? Expression { get; }

    public Span<ConditionMemory> MemoriesOf(int voter) => Memories.AsSpan(voter * _tests, _tests);

    public override void Save(StateWriter writer)
    {
        foreach (ref readonly var memory in Memories.AsSpan())
        {
            writer.Write(memory.Time);
            writer.Write(memory.First);
            writer.Write(memory.Second);
            writer.Write(memory.Count);
            writer.Write(memory.Tripped);
            memory.Window?.Save(writer);
        }

        for (var voter = 0; voter < Judged.Length; voter++)
        {
            var sample = Judged[voter];
            writer.Write(sample.Value);
            writer.Write((byte)sample.Quality);
            writer.Write((byte)sample.Flags);
            writer.Write(sample.Time);
            writer.Write(sample.Received);
            writer.Write((byte)Said[voter]);
        }

        writer.Write(LastFor.AsSpan());
        Expression?.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        foreach (ref var memory in Memories.AsSpan())
        {
            memory.Time = reader.ReadInt64();
            memory.First = reader.ReadDouble();
            memory.Second = reader.ReadDouble();
            memory.Count = reader.ReadInt32();
            memory.Tripped = reader.ReadBoolean();
            memory.Window?.Load(ref reader);
        }

        for (var voter = 0; voter < Judged.Length; voter++)
        {
            Judged[voter] = new Sample(
                reader.ReadDouble(), (Quality)reader.ReadByte(), (DetectorFlags)reader.ReadByte(), reader.ReadInt64(), reader.ReadInt64());
            Said[voter] = (Truth)reader.ReadByte();
            if (Said[voter] > Truth.True)
            {
                throw new InvalidDataException($"A voter cannot have said {Said[voter]}.");
            }
        }

        reader.ReadInt64s(LastFor);
        Expression?.Load(ref reader);
    }

    public override void Skip(long from, long until)
    {
        foreach (ref var memory in Memories.AsSpan())
        {
            memory.Window?.Skip(from, until);
        }

        ExpressionWindow.EndAt(from, LastFor);
        Expression?.Skip(from, until);
    }

    public override void ShiftClock(long by)
    {
        foreach (ref var memory in Memories.AsSpan())
        {
            memory.Time += memory.Time is > 0 and < long.MaxValue ? by : 0;
            memory.Window?.ShiftClock(by);
        }

        ExpressionWindow.Shift(LastFor, by);
        Expression?.ShiftClock(by);
    }
}
