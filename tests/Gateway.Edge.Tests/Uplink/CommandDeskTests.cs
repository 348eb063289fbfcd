using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Uplink.Commands;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Uplink;

public class CommandDeskTests
{
    [Fact]
    public async Task A_command_is_carried_out_once_and_answered_as_often_as_it_comes_also_after_a_restart()
    {
        await using var bench = new LinkBench();
        var acts = new CountedActs();
        await DeskOf(bench, acts).TakeAsync(Acknowledge("1", bench), CancellationToken.None);
        await DeskOf(bench, acts).TakeAsync(Acknowledge("1", bench), CancellationToken.None);

        acts.Done.ShouldBe(["acknowledge p0/red-high center:值班员甲"]);
        bench.Center.Answers.Select(answer => (answer.Id, answer.Outcome)).ShouldBe([("1", "done"), ("1", "done")]);
    }

    [Fact]
    public async Task An_expired_command_is_not_carried_out()
    {
        await using var bench = new LinkBench();
        var acts = new CountedActs();
        var late = Acknowledge("1", bench);
        bench.Time.Advance(TimeSpan.FromMinutes(6));
        await DeskOf(bench, acts).TakeAsync(late, CancellationToken.None);

        acts.Done.ShouldBeEmpty();
        bench.Center.Answers.ShouldHaveSingleItem().Outcome.ShouldBe("expired");
    }

    [Fact]
    public async Task What_is_not_known_or_not_whole_is_refused_in_both_languages_and_damage_is_passed_over()
    {
        await using var bench = new LinkBench();
        var acts = new CountedActs();
        var desk = DeskOf(bench, acts);
        foreach (var kind in new[] { "openValve", "acknowledge", "sound", "offerPack", "resend" })
        {
            await desk.TakeAsync(LinkJson.Encode(Command(kind, kind, bench)), CancellationToken.None);
        }

        await desk.TakeAsync("{\"id\":"u8.ToArray(), CancellationToken.None);
        acts.Done.ShouldBeEmpty();
        bench.Center.Answers.Count().ShouldBe(5);
        bench.Center.Answers.ShouldAllBe(answer => answer.Outcome == "refused" && answer.Why!.Zh.Length > 0 && answer.Why.En.Length > 0);
    }

    [Fact]
    public async Task A_forged_command_is_refused_and_takes_neither_the_place_nor_the_memory_of_a_true_one()
    {
        await using var bench = new LinkBench();
        var acts = new CountedActs();
        await DeskOf(bench, acts).TakeAsync(Acknowledge("1", bench), CancellationToken.None);

        // Not the first of that id, then a flood of what needs no signature.
        await DeskOf(bench, acts).TakeAsync(Acknowledge("2", bench, "forged"), CancellationToken.None);
        var desk = DeskOf(bench, acts);
        for (var i = 0; i <= CommandMemory.Most; i++)
        {
            await desk.TakeAsync(LinkJson.Encode(Command($"t{i}", "table", bench)), CancellationToken.None);
        }

        await DeskOf(bench, acts).TakeAsync(Acknowledge("1", bench), CancellationToken.None);
        await DeskOf(bench, acts).TakeAsync(Acknowledge("2", bench), CancellationToken.None);

        acts.Done.Where(done => done != "table").ShouldBe(["acknowledge p0/red-high center:值班员甲", "acknowledge p0/red-high center:值班员甲"]);
        bench.Center.Answers.Where(answer => answer.Id == "2").Select(answer => answer.Outcome).ShouldBe(["refused", "done"]);
    }

    [Fact]
    public async Task A_kill_in_the_middle_leaves_the_answer_unknown_and_no_second_run()
    {
        await using var bench = new LinkBench();
        var acts = new CountedActs { Dies = true };
        await Should.ThrowAsync<InvalidOperationException>(() => DeskOf(bench, acts).TakeAsync(Acknowledge("1", bench), CancellationToken.None));
        acts.Dies = false;
        await DeskOf(bench, acts).TakeAsync(Acknowledge("1", bench), CancellationToken.None);

        acts.Done.ShouldBeEmpty();
        bench.Center.Answers.ShouldHaveSingleItem().Outcome.ShouldBe("unknown");
    }

    private static CommandDesk DeskOf(LinkBench bench, ICommandActs acts) => new(bench.Link, new CommandMemory(bench.Folder), new CommandMemory(bench.Folder, CommandMemory.Questions), acts, NullLogger.Instance);

    private static byte[] Acknowledge(string id, LinkBench bench, string? signature = null) =>
        LinkJson.Encode(Command(id, "acknowledge", bench) with { Alarm = "p0/red-high", Actor = "值班员甲", Signature = signature });

    private static CommandMessage Command(string id, string kind, LinkBench bench) => new()
    {
        Id = id, Kind = kind, SentAt = bench.Time.GetUtcNow(), ExpiresAt = bench.Time.GetUtcNow().AddMinutes(5),
    };

    private sealed class CountedActs : ICommandActs
    {
        public List<string> Done { get; } = [];

        public bool Dies { get; set; }

        public LocalizedText? Refusal(CommandMessage command, string actor) => command.Signature == "forged" ? new("伪造", "forged") : null;

        public Task<LocalizedText?> AcknowledgeAsync(string alarm, string actor, string reason, CancellationToken cancellation) => Do($"acknowledge {alarm} {actor}");

        public Task<LocalizedText?> SoundAsync(bool on, string actor, string reason, CancellationToken cancellation) => Do($"sound {on}");

        public LocalizedText? Offer(CommandMessage command, string actor, string reason) => Do("offer").Result;

        public void Resend(LinkLane lane, SequenceRange range) => Done.Add($"resend {lane}");

        public void SendTable() => Done.Add("table");

        private Task<LocalizedText?> Do(string what)
        {
            if (Dies)
            {
                throw new InvalidOperationException("killed");
            }

            Done.Add(what);
            return Task.FromResult<LocalizedText?>(null);
        }
    }
}
