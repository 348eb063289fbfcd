using FsCheck;
using FsCheck.Fluent;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Uplink.Lanes;

namespace Gateway.Edge.Tests.Uplink;

public class RangeSetTests
{
    private static readonly Gen<(bool Adds, SequenceRange Range)[]> s_steps =
        (from adds in Gen.Elements(true, true, false)
         from after in Gen.Choose(0, 40)
         from length in Gen.Choose(0, 10)
         select (adds, new SequenceRange(after, after + length))).ArrayOf();

    [Fact]
    public void A_set_of_stretches_equals_a_plain_set_of_numbers() => Prop.ForAll(s_steps.ToArbitrary(), steps =>
    {
        var (set, model) = (new RangeSet(), new HashSet<long>());
        foreach (var (adds, range) in steps)
        {
            var numbers = Enumerable.Range(1, 60).Select(n => (long)n).Where(n => n > range.After && n <= range.UpTo);
            if (adds)
            {
                set.Add(range);
                model.UnionWith(numbers);
            }
            else
            {
                set.Remove(range);
                model.ExceptWith(numbers);
            }
        }

        var missing = Enumerable.Range(5, 45).Select(n => (long)n).SkipWhile(model.Contains).TakeWhile(n => !model.Contains(n)).ToList();
        SequenceRange? gap = missing.Count == 0 ? null : new SequenceRange(missing[0] - 1, missing[^1]);
        return set.Total == model.Count && set.FirstGap(new SequenceRange(4, 49)) == gap && set.Ranges.Zip(set.Ranges.Skip(1)).All(pair => pair.First.UpTo < pair.Second.After);
    }).QuickCheckThrowOnFailure();
}
