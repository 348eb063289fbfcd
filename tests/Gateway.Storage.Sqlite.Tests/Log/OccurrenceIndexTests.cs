using Gateway.Core.Alarms;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;
using Microsoft.Data.Sqlite;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class OccurrenceIndexTests
{
    private static readonly OccurrenceQuery s_all = new(0, long.MaxValue, null, null, 100);

    [Fact]
    public async Task All_transitions_of_one_occurrence_stand_together_newest_occurrence_first()
    {
        await using var bench = LogBench.Open();
        AddTwo(bench);
        var found = bench.Log.FindOccurrences(s_all);
        found.Select(o => o.Id).ShouldBe(["p1/high@20", "p0/high@10"]);
        found[1].Transitions.Select(t => t.Event).ShouldBe([AlarmEvent.Raised, AlarmEvent.AcknowledgedByPerson]);
        bench.Log.FindOccurrences(s_all with { Point = "p1" }).ShouldHaveSingleItem().Began.ShouldBe(20);
        bench.Log.FindOccurrences(s_all with { Alarm = "p0/high" }).ShouldHaveSingleItem().Began.ShouldBe(10);
        bench.Log.FindOccurrences(s_all with { From = 16 }).ShouldHaveSingleItem().AlarmId.ShouldBe("p1/high");
        bench.Log.FindOccurrences(s_all with { From = 15, To = 16 }).ShouldHaveSingleItem().AlarmId.ShouldBe("p0/high", "something happened to it then");
        bench.Log.FindOccurrences(s_all with { Limit = 1 }).ShouldHaveSingleItem().AlarmId.ShouldBe("p1/high");
        bench.Log.FindOccurrence("p0/high", 99).ShouldBeNull();
        bench.Log.TransitionsAfter(0, 100).Select(t => t.Transition.EventTime).ShouldBe([10, 15, 20]);
    }

    [Fact]
    public async Task An_act_on_a_normal_alarm_is_a_record_of_its_own()
    {
        await using var bench = LogBench.Open();
        Add(bench, LogBench.Transition("p0", AlarmEvent.ShelvedByPerson, AlarmState.Shelved, 7) with { Actor = "duty" });
        bench.Log.FindOccurrences(s_all).ShouldHaveSingleItem().Transitions.ShouldHaveSingleItem().Actor.ShouldBe("duty");
    }

    [Fact]
    public async Task A_log_of_an_earlier_version_gets_its_index_when_it_is_opened()
    {
        await using var bench = LogBench.Open();
        AddTwo(bench);
        await bench.Log.DisposeAsync();
        Execute(bench.Path, "DROP TABLE occurrence");
        bench.OpenLog();
        bench.Log.FindOccurrences(s_all).Select(o => (o.Id, o.Transitions.Count)).ShouldBe([("p1/high@20", 1), ("p0/high@10", 2)]);
    }

    [Fact]
    public async Task A_salvaged_log_still_knows_its_occurrences()
    {
        await using var bench = LogBench.Open();
        AddTwo(bench);
        bench.Fill(300);
        await bench.Log.DisposeAsync();
        var bytes = File.ReadAllBytes(bench.Path);
        bytes.AsSpan(bytes.Length / 2, 8192).Fill(0xA5);
        File.WriteAllBytes(bench.Path, bytes);
        bench.OpenLog();
        bench.Log.StartReport.DamagedFile.ShouldNotBeNull();
        bench.Log.FindOccurrences(s_all).Select(o => (o.Id, o.Transitions.Count)).ShouldBe([("p1/high@20", 1), ("p0/high@10", 2)]);
    }

    [Fact]
    public async Task What_the_log_lets_go_of_leaves_the_index_too()
    {
        await using var bench = LogBench.Open();
        AddTwo(bench);
        bench.Append(bench.Good(0, 1));
        await bench.Log.DisposeAsync();
        using (var connection = new SqliteConnection($"Data Source={bench.Path};Pooling=False"))
        {
            connection.Open();
            using var trimmer = new LogTrimmer(connection, TimeSpan.Zero);
            trimmer.FreeAnything(long.MaxValue, long.MaxValue).ShouldNotBeNull();
        }

        bench.OpenLog();
        bench.Log.FindOccurrences(s_all).ShouldBeEmpty();
        bench.Log.TransitionsAfter(0, 100).ShouldBeEmpty();
    }

    private static void AddTwo(LogBench bench)
    {
        Add(bench, LogBench.Transition("p0", AlarmEvent.Raised, AlarmState.Unacknowledged, 10) with { Occurrence = 10 });
        Add(bench, LogBench.Transition("p0", AlarmEvent.AcknowledgedByPerson, AlarmState.Acknowledged, 15) with { Occurrence = 10 });
        Add(bench, LogBench.Transition("p1", AlarmEvent.Raised, AlarmState.Unacknowledged, 20) with { Occurrence = 20 });
    }

    private static void Add(LogBench bench, AlarmTransition transition)
    {
        var batch = bench.Batch();
        batch.Transitions.Add(transition);
        bench.Log.Append([batch]);
    }

    private static void Execute(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
