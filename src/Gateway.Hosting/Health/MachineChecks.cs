using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Security;

namespace Gateway.Hosting.Health;

/// <summary>What every program of ours asks of the machine when it starts. Nothing here throws for what it finds.</summary>
public static class MachineChecks
{
    /// <summary>Free room below which a disk counts as short, bytes.</summary>
    public const long LeastRoom = 256L << 20;

    /// <summary>Open files and connections a program may need: lines, brokers, browsers, databases.</summary>
    public const long LeastDescriptors = 1024;

    private const string LimitsFile = "/proc/self/limits";

    /// <summary>No box is older than this program: an earlier time is that of a clock without battery.</summary>
    private static readonly DateTimeOffset s_earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_latest = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Two clocks of one machine before and after a restart may differ by this without anybody having set one.</summary>
    private static readonly TimeSpan s_backwards = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file through to the disk, reads it and takes it away.</summary>
    public static SelfTestItem Folder(string name, string folder)
    {
        var probe = Path.Combine(folder, $".self-test-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(folder);
            File.Delete(probe);
            byte[] written = [0x5A, 0xA5];
            using (var file = new FileStream(probe, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write }))
            {
                file.Write(written);
                file.Flush(flushToDisk: true);
            }

            var isSame = File.ReadAllBytes(probe).AsSpan().SequenceEqual(written);
            File.Delete(probe);
            return isSame
                ? new(name, true, new($"{folder} 可写", $"{folder} can be written"))
                : new(name, false, new($"{folder} 写入后读回的内容不同：请检查磁盘", $"{folder} gives back something else than was written: look at the disk"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new(name, false, new(
                $"{folder} 无法写入（{error.Message}）：数据不会保存；请检查磁盘与权限", $"{folder} cannot be written ({error.Message}): nothing is stored; look at disk and permission"));
        }
    }

    /// <param name="least">Bytes below which it is not good.</param>
    public static SelfTestItem Room(string name, string folder, long least = LeastRoom)
    {
        try
        {
            var free = new DriveInfo(folder).AvailableFreeSpace;
            return new(name, free >= least, free >= least
                ? new($"磁盘剩余 {free >> 20} MiB", $"{free >> 20} MiB free")
                : new($"磁盘仅剩 {free >> 20} MiB（至少 {least >> 20} MiB）：请清理", $"only {free >> 20} MiB free, at least {least >> 20} MiB: make room"));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return new(name, false, new($"无法读取剩余空间（{error.Message}）", $"the free room cannot be told ({error.Message})"));
        }
    }

    /// <summary>The clock is in this century and not behind what is stored.</summary>
    /// <param name="newestStored">Time of the newest record; null = there is none.</param>
    public static SelfTestItem Clock(DateTimeOffset now, DateTimeOffset? newestStored)
    {
        const string name = "clock";
        if (now < s_earliest || now > s_latest)
        {
            return new(name, false, new($"时钟不可信：{Utc(now)}；请用 NTP 校时", $"the clock cannot be right: {Utc(now)}; set it by NTP"));
        }

        return newestStored is { } newest && newest - now > s_backwards
            ? new(name, false, new(
                $"时钟 {Utc(now)} 早于最新记录 {Utc(newest)}：时钟被拨回，或此前走快；请用 NTP 校时",
                $"the clock says {Utc(now)}, but the newest record is of {Utc(newest)}: it was set back, or was ahead before; set it by NTP"))
            : new(name, true, new($"时钟 {Utc(now)}", $"the clock says {Utc(now)}"));
    }

    /// <summary>No file with a secret is open to every user of the machine.</summary>
    /// <param name="files">What the configuration names; a file that is not there is not counted as open.</param>
    public static SelfTestItem Secrets(IReadOnlyList<string> files)
    {
        const string name = "secrets";
        var open = files.Where(OwnerOnly.IsOpen).ToList();
        return open.Count == 0
            ? new(name, true, new($"{files.Count} 个密钥、口令文件均不对其他用户开放", $"{files.Count} files with keys and passwords, none open to other users"))
            : new(name, false, new(
                $"本机所有用户都能读取：{string.Join("、", open)}；请运行 chmod o-rwx，并考虑更换其中的密钥、口令",
                $"every user of this machine can read {string.Join(", ", open)}: run chmod o-rwx on it, and think of changing what is in it"));
    }

    /// <summary>Files and connections this process may have open.</summary>
    public static SelfTestItem Descriptors(long least = LeastDescriptors)
    {
        const string name = "descriptors";
        return ReadLimit() switch
        {
            null => new(name, true, new("本系统不提供文件描述符上限", "this system tells no limit of open files")),
            { } limit when limit < least => new(name, false, new(
                $"文件描述符上限 {limit}，至少应为 {least}：请提高 LimitNOFILE", $"at most {limit} open files, should be {least} or more: raise LimitNOFILE of the service")),
            { } limit => new(name, true, new($"文件描述符上限 {limit}", $"at most {limit} open files")),
        };
    }

    /// <summary>Null where nobody can tell; unlimited is the largest number.</summary>
    internal static long? LimitIn(IEnumerable<string> limits)
    {
        const string title = "Max open files";
        var line = limits.FirstOrDefault(line => line.StartsWith(title, StringComparison.Ordinal));
        var soft = line?[title.Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault();
        return soft is "unlimited" ? long.MaxValue
            : long.TryParse(soft, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null;
    }

    private static long? ReadLimit()
    {
        try
        {
            return File.Exists(LimitsFile) ? LimitIn(File.ReadLines(LimitsFile)) : null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string Utc(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
