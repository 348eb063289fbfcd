using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Coverage.Spans;

namespace Gateway.Center.Tests.Coverage;

public sealed class SpanSetTests
{
    private const int Length = 40;

    /// <summary>Against sets of single moments, where there is nothing to get wrong.</summary>
    [Fact]
    public void Union_intersection_and_difference_are_those_of_the_moments()
    {
        var spans = Gen.Choose(0, Length).Two().Select(ends => new Span(Math.Min(ends.Item1, ends.Item2), Math.Max(ends.Item1, ends.Item2))).ListOf();
        Prop.ForAll(spans.Two().ToArbitrary(), pair =>
        {
            var (one, other) = (SpanSet.Of(pair.Item1), SpanSet.Of(pair.Item2));
            var (left, right) = (Moments(pair.Item1), Moments(pair.Item2));
            return Same(one.Union(other), left.Union(right)) && Same(one.Intersect(other), left.Intersect(right)) && Same(one.Except(other), left.Except(right));
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_share_of_nothing_is_unknown_and_never_zero()
    {
        SpanSet.Empty.ShareOf(SpanSet.Empty).ShouldBeNull();
        SpanSet.Of([new Span(0, 5)]).ShareOf(SpanSet.Of([new Span(0, 20)])).ShouldBe(0.25);
        SpanSet.Empty.ShareOf(SpanSet.Of([new Span(0, 20)])).ShouldBe(0);
    }

    private static HashSet<long> Moments(IEnumerable<Span> spans) => [.. spans.SelectMany(span => Enumerable.Range((int)span.From, (int)span.Length).Select(at => (long)at))];

    private static bool Same(SpanSet found, IEnumerable<long> wanted) =>
        Moments(found.Spans).SetEquals(wanted) && found.Total == wanted.Count() && found.Spans.Zip(found.Spans.Skip(1)).All(pair => pair.First.To < pair.Second.From);
}
