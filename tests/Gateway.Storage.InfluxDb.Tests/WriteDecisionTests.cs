using FsCheck;
using FsCheck.Fluent;
using Gateway.Storage.InfluxDb.Writing;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class WriteDecisionTests
{
    private const string Partial = """{"error":"partial write: field type conflict: input field \"v\" on measurement \"m\" is type float, already exists as type integer dropped=1"}""";
    private const string Unparsable = """{"code":"invalid","message":"unable to parse 'm v=': missing field value"}""";

    [Theory]
    [InlineData(204, "", 10, WriteVerdict.Accepted, false)]
    [InlineData(200, "", 10, WriteVerdict.Accepted, false)]
    [InlineData(400, Partial, 10, WriteVerdict.PartlyRejected, false)]
    [InlineData(422, Partial, 10, WriteVerdict.PartlyRejected, false)]
    [InlineData(400, Partial, 1, WriteVerdict.Rejected, false)]
    [InlineData(400, Unparsable, 10, WriteVerdict.Split, false)]
    [InlineData(400, Unparsable, 1, WriteVerdict.Rejected, false)]
    [InlineData(400, """{"error":"database is required"}""", 10, WriteVerdict.Kept, true)]
    [InlineData(400, "", 1, WriteVerdict.Kept, true)]
    [InlineData(401, "", 10, WriteVerdict.Kept, true)]
    [InlineData(403, "", 10, WriteVerdict.Kept, true)]
    [InlineData(404, """{"error":"database not found: \"x\""}""", 10, WriteVerdict.Kept, true)]
    [InlineData(405, "", 10, WriteVerdict.Kept, true)]
    [InlineData(301, "", 10, WriteVerdict.Kept, true)]
    [InlineData(413, "", 10, WriteVerdict.Split, false)]
    [InlineData(413, "", 1, WriteVerdict.Rejected, false)]
    [InlineData(408, "", 10, WriteVerdict.Kept, false)]
    [InlineData(429, "", 10, WriteVerdict.Kept, false)]
    [InlineData(500, "", 10, WriteVerdict.Kept, false)]
    [InlineData(503, "", 10, WriteVerdict.Kept, false)]
    [InlineData(0, "refused", 10, WriteVerdict.Kept, false)]
    public void Decides_by_status_and_body(int status, string body, int lines, WriteVerdict verdict, bool needsPerson)
    {
        var decision = WriteDecision.For(new WriteReply(status, body), lines);
        decision.Verdict.ShouldBe(verdict);
        decision.NeedsPerson.ShouldBe(needsPerson);
    }

    [Fact]
    public void Never_gives_up_a_line_without_a_status_that_names_lines() => Prop.ForAll(
        Gen.Choose(0, 599).ToArbitrary(), Gen.Choose(1, 5000).ToArbitrary(), (status, lines) =>
        {
            var verdict = WriteDecision.For(new WriteReply(status, "something else"), lines).Verdict;
            return verdict is WriteVerdict.Kept or WriteVerdict.Split || status is >= 200 and < 300 || (status == 413 && lines == 1);
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Obeys_the_server_about_when_to_come_back() =>
        WriteDecision.For(new WriteReply(429, "", TimeSpan.FromSeconds(30)), 10).RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));

    [Fact]
    public void Waits_longer_after_each_failure_within_its_bounds() => Prop.ForAll(
        Gen.Choose(1, 200).ToArbitrary(), Gen.Choose(0, 999).ToArbitrary(), (failures, jitter) =>
        {
            var wait = RetrySchedule.Default.Wait(failures, jitter / 1000.0).TotalSeconds;
            var ceiling = Math.Min(60, Math.Pow(2, Math.Min(failures - 1, 30)));
            return wait >= ceiling / 2 && wait <= ceiling;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Waits_at_least_as_long_as_asked_but_not_for_ever()
    {
        RetrySchedule.Default.Wait(1, 0, TimeSpan.FromSeconds(90)).ShouldBe(TimeSpan.FromSeconds(90));
        RetrySchedule.Default.Wait(1, 0, TimeSpan.FromDays(9)).ShouldBe(RetrySchedule.LongestObeyed);
        RetrySchedule.Default.Wait(7, 0.5, TimeSpan.FromSeconds(1)).ShouldBeGreaterThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Reads_dropped_count_and_named_lines_out_of_an_answer()
    {
        PartialWriteMessage.Parse(Partial).Dropped.ShouldBe(1);
        var message = PartialWriteMessage.Parse(
            """{"error":"partial write: unable to parse 'm v=': missing field value\nunable to parse 'm,a=b c 1': invalid field format dropped=0"}""");
        message.Dropped.ShouldBe(0);
        message.Named.Select(n => n.Line).ShouldBe(["m v=", "m,a=b c 1"]);
        message.Named[0].Reason.ShouldBe("missing field value");
    }

    [Fact]
    public void Never_fails_on_any_answer() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), body =>
    {
        PartialWriteMessage.Parse(body ?? "");
        return true;
    }).QuickCheckThrowOnFailure();
}
