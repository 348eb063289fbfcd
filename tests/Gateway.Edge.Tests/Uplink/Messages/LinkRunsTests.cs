using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Tests.Uplink.Messages;

/// <summary>The rule by which a center takes only what continues what it has.</summary>
public sealed class LinkRunsTests
{
    [Fact]
    public void Whatever_is_copied_put_back_and_sent_again_no_sequence_is_taken_for_another_one()
    {
        var found = 0;
        for (var seed = 0; seed < 3_000; seed++)
        {
            found += Play(new Random(seed));
        }

        found.ShouldBeGreaterThan(1_000, "logs that do not continue the center's came often");
    }

    [Theory]
    [InlineData("", 1, false)]
    [InlineData("a-b", 1, false)]
    [InlineData("012345678901234567890123456789012", 1, false)]
    [InlineData("a", 0, false)]
    [InlineData("b", 1, false)]
    [InlineData("a", 1, true)]
    public void Runs_are_named_rise_and_come_once(string id, long first, bool valid)
    {
        LinkRuns.AreValid([new LinkRun(id, first), new LinkRun("b", Math.Max(1, first))]).ShouldBe(valid);
        LinkRuns.AreValid([.. Enumerable.Range(1, LinkRuns.Most + 1).Select(n => new LinkRun($"r{n}", n))]).ShouldBeFalse();
        LinkRuns.AreValid([new LinkRun("a", 5), new LinkRun("c", 4)]).ShouldBeFalse();
    }

    /// <summary>One life of a gateway: it writes, is restarted, copied, put back; some of what it sends comes late or never.</summary>
    private static int Play(Random random)
    {
        var (log, copies, center, late, refused) = (new Log([], []), new List<Log>(), new Center(), new List<Message>(), 0);
        var run = NewRun();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(7))
            {
                case 0:
                    run = NewRun();
                    break;
                case 1:
                    copies.Add(log);
                    break;
                case 2 when copies.Count > 0 && random.Next(3) == 0:
                    (log, run) = (copies[random.Next(copies.Count)], NewRun());
                    break;
                case 3 when late.Count > 0:
                    refused += center.Take(late[random.Next(late.Count)]) ? 0 : 1;
                    break;
                case 4 or 5 when log.Contents.Count > 0:
                    var after = random.Next(log.Contents.Count);
                    var message = new Message(log, after, after + random.Next(1, log.Contents.Count - after + 1));
                    late.Add(message);
                    refused += random.Next(3) > 0 && !center.Take(message) ? 1 : 0;
                    break;
                default:
                    log = log.Append(run, random.Next(1, 4));
                    break;
            }
        }

        return refused;
    }

    private static string NewRun() => Guid.NewGuid().ToString("N");

    /// <param name="Contents">What each sequence, from 1 on, stands for: unlike in any other log.</param>
    private sealed record Log(IReadOnlyList<LinkRun> Runs, IReadOnlyList<Guid> Contents)
    {
        public Log Append(string run, int count) => new(
            Runs.Count > 0 && Runs[^1].Id == run ? Runs : [.. Runs, new LinkRun(run, Contents.Count + 1)],
            [.. Contents, .. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())]);
    }

    private sealed record Message(Log Log, int After, int UpTo);

    private sealed class Center
    {
        private readonly Dictionary<int, Guid> _has = [];
        private TakenRun? _taken;

        public bool Take(Message message)
        {
            if (!LinkRuns.Continue(message.Log.Runs, _taken))
            {
                return false;
            }

            for (var sequence = message.After + 1; sequence <= message.UpTo; sequence++)
            {
                var content = message.Log.Contents[sequence - 1];
                _has.TryAdd(sequence, content);
                _has[sequence].ShouldBe(content, "what counts as here is what was sent");
            }

            _taken = new TakenRun(message.Log.Runs[^1].Id, _has.Keys.Max());
            return true;
        }
    }
}
