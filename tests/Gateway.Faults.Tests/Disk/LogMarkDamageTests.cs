using Gateway.Faults.Disk.Work;
using Gateway.Faults.Judging;
using Gateway.Faults.Running;
using Gateway.Storage.Sqlite.Log;
using Gateway.Testing.Peers;

namespace Gateway.Faults.Tests.Disk;

/// <summary>The small file beside the log, damaged at every offset: it is ignored, and the log is what it was.</summary>
public sealed class LogMarkDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Whatever_becomes_of_the_mark_the_log_opens_whole_and_tells_no_loss_that_is_none()
    {
        var log = new LogUnderTest(_folder.Path, new Obligations(), new SqliteLogOptions(), Lot.Of(1));
        log.Open();
        log.Append(3, 5);
        await log.DisposeAsync();
        var whole = await File.ReadAllBytesAsync(log.Path + "-mark");
        for (var offset = 0; offset < whole.Length; offset++)
        {
            for (var bit = 0; bit < 8; bit += 3)
            {
                var flipped = (byte[])whole.Clone();
                flipped[offset] ^= (byte)(1 << bit);
                await OpensAsync(log, flipped);
            }

            await OpensAsync(log, whole[..offset]);
            await OpensAsync(log, [.. whole[..offset], .. new byte[whole.Length - offset]]);
        }
    }

    [Fact]
    public async Task A_mark_beyond_the_end_of_the_log_is_told_as_a_gap_once_and_the_count_goes_on_behind_it()
    {
        var log = new LogUnderTest(_folder.Path, new Obligations(), new SqliteLogOptions(), Lot.Of(1));
        log.Open();
        log.Append(1, 5);
        await log.DisposeAsync();
        var older = await File.ReadAllBytesAsync(log.Path);
        log.Open();
        log.Append(2, 5);
        var reached = log.Log.LastSequence;
        await log.DisposeAsync();
        await File.WriteAllBytesAsync(log.Path, older);

        log.Open();
        log.Log.StartReport.IsDamaged.ShouldBeTrue();
        log.Log.StartReport.Text.Zh.ShouldContain("日志末尾缺失");
        log.Log.LastSequence.ShouldBeGreaterThan(reached);
        log.ReadToTheEnd();
        log.Gaps.ShouldContain(gap => gap.ToSequence == reached && gap.Entries == log.Log.StartReport.LostEntries);
        await log.DisposeAsync();
        log.Open();
        log.Log.StartReport.IsClean.ShouldBeTrue();
        await log.DisposeAsync();
    }

    public void Dispose() => _folder.Dispose();

    private static async Task OpensAsync(LogUnderTest log, byte[] mark)
    {
        await File.WriteAllBytesAsync(log.Path + "-mark", mark);
        log.Open();
        log.Log.StartReport.IsClean.ShouldBeTrue();
        log.Log.LastSequence.ShouldBeLessThan(100);
        await log.DisposeAsync();
    }
}
