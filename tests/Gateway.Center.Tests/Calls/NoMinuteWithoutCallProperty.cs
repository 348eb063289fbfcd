using FsCheck;
using FsCheck.Fluent;
using Gateway.Center.Calls;
using Gateway.Center.Calls.Engine;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Warnings;
using Gateway.Core.Warnings;
using Gateway.Notifications.People;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Tests.Calls;

public sealed class NoMinuteWithoutCallProperty
{
    private const int Minutes = 30;
    private static readonly string[] s_roles = ["leader-on-duty", "principal", "town-duty", "county-duty", "county-emergency-head", "government-duty"];
    private static readonly string[] s_kinds = ["sms", "voice", "email", "chat", "console"];

    /// <summary>Random plans, rosters, contacts, failures, answers, raises and restarts; what happens is drawn from the seed alone, so that a case can be repeated.</summary>
    [Fact]
    public void From_opening_until_answered_or_released_there_is_no_minute_without_somebody_being_called() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => RunAsync(seed).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(30));

    [Theory]
    [InlineData(1358944933)]
    public void Cases_that_once_failed_hold(int seed) => RunAsync(seed).GetAwaiter().GetResult().ShouldBeTrue();

    private static async Task<bool> RunAsync(int seed)
    {
        var random = new Random(seed);
        var calls = new CallOptions { Plans = Plans(random), RestartMinutes = random.Next(1, 8), Attempts = random.Next(1, 4), PeoplePerStep = random.Next(1, 7) };
        FakeChannel[] channels = 
        [
            .. s_kinds[..4].Where(_ => random.Next(5) > 0).SelectMany(kind => Enumerable.Range(0, random.Next(1, 3)).Select(n => new FakeChannel(kind, $"{kind}-{n}") { Does = Behaviour(random) })),
        ];
        await using var bench = await CallBench.StartAsync(calls, channels);
        await PeopleAsync(bench, random);
        await bench.OpenAsync("i", Tier(random, WarningTier.Yellow));
        for (var minute = 0; minute < Minutes; minute++)
        {
            await bench.WorkAsync();
            await CheckAsync(bench, calls, seed, minute);
            if ((await bench.CallAsync("i")).State == CallState.Ended)
            {
                return true;
            }

            await HappenAsync(bench, random);
            await bench.PassAsync(TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(30));
        }

        return true;
    }

    /// <summary>Somebody is waited for whose message was queued no longer ago than the plan takes to its next step.</summary>
    private static async Task CheckAsync(CallBench bench, CallOptions options, int seed, int minute)
    {
        var call = await bench.CallAsync("i");
        if (call.State == CallState.Ended)
        {
            (await bench.Store.ReadAsync(db => db.Set<Incident>().SingleAsync(), CancellationToken.None)).State.ShouldBe(IncidentState.Released, $"seed {seed}, minute {minute}: ended though the warning stands");
            return;
        }

        if (call.State != CallState.Running)
        {
            CallLegs.Answerers(call, await bench.LegsAsync("i")).ShouldBeGreaterThanOrEqualTo(call.Needed, $"seed {seed}, minute {minute}: rests without enough answers");
            return;
        }

        var steps = CallEngine.Read(call).Steps;
        var gap = steps.Zip(steps.Skip(1), (one, next) => next.AfterMinutes - one.AfterMinutes).Append(options.RestartMinutes).Max();
        var legs = await bench.LegsAsync("i");
        var since = bench.Time.GetUtcNow().AddMinutes(-gap).AddSeconds(-30);
        legs.ShouldContain(leg => CallLegs.IsOutstanding(call, leg, legs) && leg.QueuedAt >= since, $"seed {seed}, minute {minute}: nobody is being called");
    }

    private static async Task HappenAsync(CallBench bench, Random random)
    {
        if (random.Next(8) == 0)
        {
            await bench.RestartAsync();
        }

        if (random.Next(15) == 0)
        {
            await bench.ChangeAsync("i", IncidentChange.Raised, incident => incident.Tier = Tier(random, incident.Tier));
        }

        switch (random.Next(60))
        {
            case 0:
                await bench.ChangeAsync("i", IncidentChange.Released, incident => incident.State = IncidentState.Released);
                return;
            case 1:
                await bench.ChangeAsync("i", IncidentChange.Reopened, _ => { });
                break;
            case 2:
                await bench.ChangeAsync("i", IncidentChange.Acknowledged, incident => (incident.AcknowledgedAt, incident.AcknowledgedBy) = (bench.Time.GetUtcNow(), $"account-{random.Next(2)}"));
                break;
        }

        var legs = (await bench.LegsAsync("i")).FindAll(leg => leg.State is not LegState.Answered);
        if (random.Next(6) == 0 && legs.Count > 0)
        {
            await bench.AnswerAsync(legs[random.Next(legs.Count)].Id, random.Next(3) == 0 ? "received" : "cannot");
        }
    }

    private static Dictionary<string, PlanOptions> Plans(Random random) => new[] { "red", "orange", "yellow" }.Where(_ => random.Next(3) > 0).ToDictionary(tier => tier, _ =>
    {
        var after = 0;
        return new PlanOptions
        {
            Needed = random.Next(1, 4),
            Steps = [.. Enumerable.Range(0, random.Next(1, 5)).Select(index => new PlanStep(index == 0 ? 0 : after += random.Next(1, 8), Some(random, s_roles), Some(random, s_kinds)))],
        };
    });

    private static async Task PeopleAsync(CallBench bench, Random random)
    {
        foreach (var role in s_roles.Where(_ => random.Next(3) > 0))
        {
            var unit = role is "leader-on-duty" or "principal" ? "ent" : role == "town-duty" ? "town" : "county";
            for (var n = 0; n < random.Next(1, 3); n++)
            {
                string? Maybe(string address) => random.Next(3) > 0 ? address : null;
                await bench.Store.AddPersonAsync($"{role}-{n}", unit, role, Maybe("00000000001"), Maybe("a@example.invalid"), Maybe("chat"), n);
                if (unit != "town" && random.Next(3) == 0)
                {
                    await bench.Store.AddShiftAsync(unit, bench.Time.GetUtcNow().AddMinutes(random.Next(-60, 30)), random.Next(1, 3), [$"{role}-{n}"], $"{role}-{n}");
                }
            }
        }
    }

    private static Func<PersonMessage, CancellationToken, ValueTask<PersonReply>> Behaviour(Random random)
    {
        var (kind, own) = (random.Next(4), new Random(random.Next()));
        return (_, _) => ValueTask.FromResult(kind switch
        {
            0 => FakeChannel.Taken,
            1 => FakeChannel.Refused,
            2 => FakeChannel.Busy,
            _ => own.Next(3) switch { 0 => FakeChannel.Taken, 1 => FakeChannel.Busy, _ => throw new InvalidOperationException("a channel that throws") },
        });
    }

    private static WarningTier Tier(Random random, WarningTier least) => (WarningTier)random.Next((int)least, (int)WarningTier.Red + 1);

    private static string[] Some(Random random, string[] all) => [.. all.OrderBy(_ => random.Next()).Take(random.Next(1, 4))];
}
