using FsCheck;
using FsCheck.Fluent;
using Gateway.Core.Alarms;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

public sealed class LogDamageTests
{
    [Fact]
    public void A_truncated_file_always_opens_and_takes_new_data() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15),
            Prop.ForAll(Gen.Choose(0, 1000).ToArbitrary(), share => OpensAfter(bytes => bytes[..(int)(bytes.Length * (long)share / 1000)]).GetAwaiter().GetResult()));

    [Fact]
    public void A_file_with_random_bytes_in_it_always_opens_and_takes_new_data() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(25),
            Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => OpensAfter(bytes => Scribble(bytes, new Random(seed))).GetAwaiter().GetResult()));

    [Fact]
    public async Task A_file_of_nonsense_is_put_aside_and_the_count_never_goes_back()
    {
        await using var bench = LogBench.Open();
        bench.Fill(50);
        var last = bench.Log.LastSequence;
        await bench.Log.DisposeAsync();
        File.WriteAllText(bench.Path, new string('x', 100_000));
        bench.OpenLog();
        File.Exists(bench.Log.StartReport.DamagedFile).ShouldBeTrue();
        bench.Append(bench.Good(0, 1));
        bench.Log.FirstSequence.ShouldBeGreaterThan(last);
        bench.ReadAll()[0].Kind.ShouldBe(LogEntryKind.Gap);
    }

    [Fact]
    public async Task What_lies_outside_a_damaged_page_is_recovered()
    {
        await using var bench = LogBench.Open();
        AddAlarm(bench);
        bench.Fill(300);
        bench.Log.SetCursor("history", 7);
        await bench.Log.DisposeAsync();
        var bytes = File.ReadAllBytes(bench.Path);
        bytes.AsSpan(bytes.Length / 2, 8192).Fill(0xA5);
        File.WriteAllBytes(bench.Path, bytes);
        bench.OpenLog();
        bench.Log.StartReport.DamagedFile.ShouldNotBeNull();
        bench.Values().Count.ShouldBeGreaterThan(28_000);
        bench.Log.GetCursor("history").ShouldBe(7);
        bench.Log.LoadAlarms().ShouldHaveSingleItem().State.ShouldBe(AlarmState.Unacknowledged);
        bench.Log.FindPoint(1).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_flipped_bit_inside_a_payload_becomes_a_gap_not_a_wrong_value()
    {
        await using var bench = LogBench.Open();
        bench.Append(bench.Good(0, 1));
        bench.Append(bench.Good(0, 123456.789));
        await bench.Log.DisposeAsync();
        var bytes = File.ReadAllBytes(bench.Path);
        var at = bytes.AsSpan().IndexOf(BitConverter.GetBytes(123456.789));
        at.ShouldBeGreaterThan(0);
        bytes[at] ^= 1;
        File.WriteAllBytes(bench.Path, bytes);
        bench.OpenLog();
        bench.ReadAll().Select(e => e.Kind).ShouldBe([LogEntryKind.Readings, LogEntryKind.Gap]);
        bench.Log.Figures.DamagedRows.ShouldBeGreaterThan(0);
        bench.Values().ShouldBe([1]);
    }

    private static async Task OpensAfter(Func<byte[], byte[]> damage)
    {
        await using var bench = LogBench.Open();
        AddAlarm(bench);
        bench.Fill(30);
        await bench.Log.DisposeAsync();
        File.WriteAllBytes(bench.Path, damage(File.ReadAllBytes(bench.Path)));
        bench.OpenLog();
        var before = bench.Log.LastSequence;
        bench.Append(bench.Good(3, 42));
        bench.Log.LastSequence.ShouldBeGreaterThan(before);
        bench.Values()[^1].ShouldBe(42);
        bench.Log.LoadAlarms();
        await bench.ReopenAsync();
        bench.Log.StartReport.IsClean.ShouldBeTrue();
    }

    private static byte[] Scribble(byte[] bytes, Random random)
    {
        for (var i = 0; i < random.Next(1, 6); i++)
        {
            var at = random.Next(bytes.Length - 64);
            random.NextBytes(bytes.AsSpan(at, random.Next(1, 64)));
        }

        return bytes;
    }

    private static void AddAlarm(LogBench bench)
    {
        var batch = bench.Batch(bench.Good(0, 60));
        batch.Transitions.Add(LogBench.Transition("p0", AlarmEvent.Raised, AlarmState.Unacknowledged, 10));
        bench.Log.Append([batch]);
    }
}
