using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Ingest.Ranges;

namespace Gateway.Center.Tests.Ingest;

/// <summary>Against a model that knows each sequence by itself.</summary>
public sealed class RangeSetPropertyTests
{
    private const int Length = 40;

    private enum Cell
    {
        Unknown = 0,
        Lost = 1,
        Here = 2,
    }

    /// <summary>A stretch that came, or (<paramref name="IsLost"/>) that never will.</summary>
    private sealed record Step(int After, int UpTo, bool IsLost);

    [Fact]
    public void Whatever_comes_in_whatever_order_the_set_says_what_a_list_of_every_sequence_says()
    {
        var step = from after in Gen.Choose(0, Length - 1)
                   from length in Gen.Choose(0, 8)
                   from lost in Gen.Choose(0, 3)
                   select new Step(after, Math.Min(Length, after + length), lost == 0);
        Prop.ForAll(step.ListOf().ToArbitrary(), steps =>
        {
            var (set, model) = (new RangeSet(), new Cell[Length]);
            foreach (var one in steps)
            {
                Apply(set, model, one);
                Check(set, model);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    private static void Apply(RangeSet set, Cell[] model, Step step)
    {
        if (step.IsLost)
        {
            set.AddLost(step.After, step.UpTo, "{}");
        }
        else
        {
            set.Add(new CoveredRange(step.After, step.UpTo, step.After + 1, step.UpTo));
        }

        for (var at = step.After; at < step.UpTo; at++)
        {
            model[at] = step.IsLost ? (Cell)Math.Max((int)model[at], (int)Cell.Lost) : Cell.Here;
        }
    }

    private static void Check(RangeSet set, Cell[] model)
    {
        var told = new Cell[Length];
        foreach (var range in set.Ranges)
        {
            range.UpTo.ShouldBeGreaterThan(range.After);
            for (var at = range.After; at < range.UpTo; at++)
            {
                told[at].ShouldBe(Cell.Unknown, "stretches never overlap");
                told[at] = range.IsLost ? Cell.Lost : Cell.Here;
            }
        }

        told.ShouldBe(model);
        var upTo = Array.IndexOf(model, Cell.Unknown) is var first and >= 0 ? first : Length;
        set.UpTo.ShouldBe(upTo);
        var last = Array.FindLastIndex(model, cell => cell != Cell.Unknown);
        var missing = Enumerable.Range(0, last + 1).Where(at => model[at] == Cell.Unknown).ToList();
        set.Holes().SelectMany(hole => Sequences(hole.After, hole.UpTo)).ShouldBe(missing);
        set.Ahead.SelectMany(range => Sequences(range.After, range.UpTo)).ShouldBe(Enumerable.Range(upTo, Length - upTo).Where(at => model[at] == Cell.Here));
        set.Clone().Ranges.ShouldBe(set.Ranges);
        var received = set.Ranges.Where(range => !range.IsLost).ToList();
        received.Zip(received.Skip(1)).ShouldAllBe(pair => pair.First.UpTo < pair.Second.After, "neighbours are one");
    }

    private static IEnumerable<int> Sequences(long after, long upTo) => Enumerable.Range((int)after, (int)(upTo - after));
}
