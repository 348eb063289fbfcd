using Gateway.Edge.Files;
using Gateway.Edge.Limits;
using Gateway.Testing.Peers;

namespace Gateway.Edge.Tests.Limits;

/// <summary>The small files beside the log, damaged at every offset: what is read is what was written, or nothing.</summary>
public sealed class LimitFileDamageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void A_damaged_file_of_temporary_limits_never_gives_another_limit()
    {
        var file = new LimitFile(_folder.Path);
        var path = _folder.File("limits.json");
        var written = new LimitChange("gas-01.lel/high", 25, 20, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddHours(1), "wang", null, "calibration");
        file.Save([written]);
        file.Load(out _).ShouldBe([written]);
        foreach (var damaged in Damaged(File.ReadAllBytes(path)))
        {
            File.WriteAllBytes(path, damaged);
            file.Load(out var trouble).ShouldBeEmpty();
            trouble.ShouldNotBeNull();
            File.Exists(path + ".damaged").ShouldBeTrue();
        }
    }

    [Fact]
    public void A_file_of_temporary_limits_without_checksum_is_still_read()
    {
        File.WriteAllText(_folder.File("limits.json"), """[{"alarmId":"a/high","value":25,"own":20,"since":"2026-03-02T00:00:00Z","until":"2026-03-03T00:00:00Z","actor":"wang","approver":null,"reason":"x"}]""");
        new LimitFile(_folder.Path).Load(out var trouble).ShouldHaveSingleItem().Value.ShouldBe(25);
        trouble.ShouldBeNull();
    }

    [Fact]
    public void A_damaged_checked_file_is_none()
    {
        var path = _folder.File("traffic.state");
        CheckedFile.Save(path, "something to remember"u8);
        foreach (var damaged in Damaged(File.ReadAllBytes(path)))
        {
            File.WriteAllBytes(path, damaged);
            CheckedFile.Load(path).ShouldBeNull();
        }
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>Each bit flipped, each length cut, zeros from each offset on.</summary>
    private static IEnumerable<byte[]> Damaged(byte[] whole)
    {
        for (var offset = 0; offset < whole.Length; offset++)
        {
            for (var bit = 0; bit < 8; bit++)
            {
                var flipped = (byte[])whole.Clone();
                flipped[offset] ^= (byte)(1 << bit);
                yield return flipped;
            }

            yield return whole[..offset];
            yield return [.. whole[..offset], .. new byte[whole.Length - offset]];
        }
    }
}
