using System.Globalization;
using System.Reflection;
using Gateway.Core.Alarms;
using Gateway.Core.Measurements;
using Gateway.Edge.Commands;
using Gateway.Edge.Tests.Configuration;
using Gateway.Edge.Tests.Ledger;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Time;
using Microsoft.Data.Sqlite;

namespace Gateway.Edge.Tests.Composition;

/// <summary>Restarts and replays when something was wrong: the clock, the disk, the memory, the rules.</summary>
public sealed class JudgingMemoryTests
{
    private static readonly CancellationToken s_never = CancellationToken.None;

    private static Reading Now(double value, int point = 0, TimeProvider? time = null) =>
        new(point, value, (time ?? TimeProvider.System).GetUtcNow().UtcTicks, Quality.Good);

    [Theory]
    [InlineData("UPDATE judging SET crc=crc+1")]
    [InlineData("UPDATE judging SET state=x'', crc=0")]
    public async Task A_shelf_comes_back_with_its_end_when_what_was_remembered_is_damaged(string damage)
    {
        using var folder = new ConfigurationFolder();
        var until = TimeProvider.System.GetUtcNow().AddHours(1).UtcTicks;
        await using (var site = await LateSite.StartAsync(folder))
        {
            await site.FeedAsync(Now(30), new Reading(1, 60, TimeProvider.System.GetUtcNow().AddHours(-1).UtcTicks, Quality.Good, DetectorFlags.Historical));
            await site.UntilEnteredAsync(1);
            (await site.Runtime.Pipeline.CommandAsync(new AlarmCommand(AlarmEvent.ShelvedByPerson, "p0/yellow-high", "operator", "work", "officer", until), s_never))
                .ShouldBe(CommandResult.Done);
            await Eventually.TrueAsync(() => site.Transitions().Any(transition => transition.Event == AlarmEvent.ShelvedByPerson));
            await site.KillAsync();
        }

        Damage(folder, damage);
        await using var again = await LateSite.StartAsync(folder);

        // What late data showed of p1 is no alarm of now.
        var alarm = (await again.Runtime.Pipeline.GetAlarmsAsync(s_never)).ShouldHaveSingleItem();
        (alarm.AlarmId, alarm.State, alarm.Underlying, alarm.Until, alarm.Actor, alarm.Approver, alarm.Note)
            .ShouldBe(("p0/yellow-high", AlarmState.Shelved, AlarmState.Unacknowledged, until, "operator", "officer", "work"));
    }

    [Fact]
    public async Task A_clock_set_back_and_forth_is_replayed_byte_for_byte()
    {
        using var folder = new ConfigurationFolder();
        var time = new SteppedTime();
        await using (var site = await LateSite.StartAsync(folder, time: time))
        {
            var random = new Random(5);
            foreach (var step in new[] { 0, -600, 30, -20, 3600, -7200 })
            {
                time.Step(TimeSpan.FromSeconds(step));
                await site.Runtime.Pipeline.AcknowledgeAsync("p0/yellow-high", "operator", "seen", s_never);
                for (var i = 0; i < 25; i++)
                {
                    await site.FeedAsync(Now(random.Next(2) * 60, random.Next(3), time));
                    await site.Runtime.Pipeline.AcknowledgeAsync($"p{random.Next(3)}/yellow-high", "operator", "seen", s_never);
                    await Task.Delay(TimeSpan.FromMilliseconds(2), TimeProvider.System);
                }
            }
        }

        var (code, said) = await ReplayAsync(folder);
        said.ShouldContain("Byte for byte");
        code.ShouldBe(0);
    }

    [Fact]
    public async Task A_new_configuration_before_a_kill_leaves_every_alarm_as_it_was()
    {
        using var folder = new ConfigurationFolder();
        var changed = LateSite.Configuration.Replace("\"high\":25", "\"high\":40", StringComparison.Ordinal);
        IReadOnlyList<(string, AlarmState, long)> before;
        int transitions;
        await using (var site = await LateSite.StartAsync(folder))
        {
            // 25.5 is above the old yellow limit only, and p1 stands by both: its alarm goes on.
            await site.FeedAsync(Now(25.5), Now(45, 1), Now(5, 2));
            await Eventually.TrueAsync(() => site.Transitions().Count >= 2);
            await site.Runtime.ApplyAsync(folder.Load(changed).Options!, s_never);
            await Eventually.TrueAsync(() => site.Transitions().Any(transition => transition.Event == AlarmEvent.RuleChanged));
            await site.FeedAsync(Now(46, 1));
            await LateSite.SettleAsync();
            site.Transitions().Count(transition => transition.Event == AlarmEvent.Raised).ShouldBe(2);
            (before, transitions) = (await StatesAsync(site), site.Transitions().Count);
            await site.KillAsync();
        }

        await using var again = await LateSite.StartAsync(folder, json: changed);
        (await StatesAsync(again)).ShouldBe(before);
        before.Select(alarm => alarm.Item1).ShouldBe(["p1/yellow-high"]);
        again.Transitions().Count.ShouldBe(transitions);
    }

    [Fact]
    public async Task A_rule_changed_while_the_gateway_stood_still_does_not_end_an_alarm_that_nothing_showed_to_be_over()
    {
        using var folder = new ConfigurationFolder();
        await using (var site = await LateSite.StartAsync(folder))
        {
            await site.FeedAsync(Now(30));
            await Eventually.TrueAsync(() => site.Transitions().Any(transition => transition.AlarmId == "p0/yellow-high"));
        }

        var changed = LateSite.Configuration.Replace("\"high\":25", "\"high\":24", StringComparison.Ordinal);
        await using var again = await LateSite.StartAsync(folder, json: changed);
        (await again.Runtime.Pipeline.GetAlarmsAsync(s_never)).Single(alarm => alarm.AlarmId == "p0/yellow-high").State.ShouldBe(AlarmState.Unacknowledged);
        again.Transitions().ShouldNotContain(transition => transition.Event == AlarmEvent.RuleChanged);
    }

    [Fact]
    public async Task Where_the_log_could_not_store_the_journal_is_believed_and_a_replay_says_that_something_is_missing()
    {
        using var folder = new ConfigurationFolder();
        await using (var site = await LateSite.StartAsync(folder, prepare: options => Shrink(options.Storage.Log)))
        {
            await site.FeedAsync(Now(5), Now(5, 1));
            await LateSite.SettleAsync();
            // More than the disk can ever take: it is given up after two seconds, its alarm is not.
            var batch = site.Runtime.Pipeline.Rent(0);
            for (var i = 0; i < 100_000; i++)
            {
                batch.Add(Now(i < 99_999 ? i % 7 : 30));
            }

            await site.Runtime.Pipeline.WriteAsync(batch, s_never);

            // What was given up stays counted; that history is missing may be over again before anybody looks.
            await Eventually.TrueAsync(() => site.Runtime.Pipeline.GetHealth().MissingReadings > 0);
            await site.FeedAsync(Now(6, 1));
            await Eventually.TrueAsync(() => site.Runtime.Pipeline.GetHealth().HistoryMissingSince == 0);
            await Eventually.TrueAsync(() => site.Transitions().Any(transition => transition.AlarmId == "p0/yellow-high"));
            await site.KillAsync();
        }

        var (_, said) = await ReplayAsync(folder);
        said.ShouldContain("gaps or damaged entries");
        said.ShouldContain("Not what the live run recorded");
        await using var again = await LateSite.StartAsync(folder);
        (await again.Runtime.Pipeline.GetAlarmsAsync(s_never)).Single(alarm => alarm.PointId == "p0").State.ShouldBe(AlarmState.Unacknowledged);
    }

    private static async Task<IReadOnlyList<(string, AlarmState, long)>> StatesAsync(LateSite site) =>
        [.. (await site.Runtime.Pipeline.GetAlarmsAsync(s_never)).OrderBy(alarm => alarm.AlarmId).Select(alarm => (alarm.AlarmId, alarm.State, alarm.RaisedTime))];

    private static async Task<(int Code, string Said)> ReplayAsync(ConfigurationFolder folder)
    {
        var error = new StringWriter(CultureInfo.InvariantCulture);
        var (mine, live) = (Path.Combine(folder.Path, "replay.jsonl"), Path.Combine(folder.Path, "live.jsonl"));
        var code = await GatewayCommand.RunAsync(
            ["replay", "--config", folder.Source.File, "--log", "--output", mine, "--recorded", live, "--lang", "en"],
            new() { Error = error, Output = TextWriter.Null }, s_never);
        return (code, error.ToString());
    }

    // A full disk cannot be configured.
    private static void Shrink(SqliteLogOptions options) =>
        typeof(SqliteLogOptions).GetProperty("MaxPages", BindingFlags.Instance | BindingFlags.NonPublic)!.SetValue(options, 150L);

    private static void Damage(ConfigurationFolder folder, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(folder.Load(LateSite.Configuration).Options!.Storage.LogPath(folder.Path))};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery().ShouldBe(1);
    }
}
