using Gateway.Hosting.Health;
using Gateway.Testing.Peers;

namespace Gateway.Hosting.Tests.Health;

public sealed class MachineChecksTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_folder_that_takes_a_file_is_good_and_is_left_as_it_was()
    {
        using var folder = new TemporaryFolder();

        var item = MachineChecks.Folder("dataFolder", folder.File("data"));

        item.IsGood.ShouldBeTrue(item.Text.En);
        Directory.GetFileSystemEntries(folder.File("data")).ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_named_with_the_reason_in_both_languages()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("data"), "a file where the folder should be");

        var item = MachineChecks.Folder("dataFolder", folder.File("data"));

        item.IsGood.ShouldBeFalse();
        item.Text.En.ShouldContain(folder.File("data"));
        item.Text.Zh.ShouldContain("无法写入");
    }

    [Fact]
    public void A_disk_with_less_room_than_asked_is_not_good()
    {
        using var folder = new TemporaryFolder();

        MachineChecks.Room("disk", folder.Path, least: 0).IsGood.ShouldBeTrue();
        MachineChecks.Room("disk", folder.Path, least: long.MaxValue).IsGood.ShouldBeFalse();
    }

    [Theory]
    [InlineData("1970-01-01T00:10:00Z", null, false)]
    [InlineData("2200-01-01T00:00:00Z", null, false)]
    [InlineData("2026-03-02T08:00:00Z", null, true)]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T08:00:59Z", true)]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-02T08:02:00Z", false)]
    [InlineData("2026-03-02T08:00:00Z", "2026-03-01T08:00:00Z", true)]
    public void A_clock_outside_of_its_time_or_behind_what_is_stored_is_not_good(string now, string? newest, bool isGood) =>
        MachineChecks.Clock(At(now), newest is null ? null : At(newest)).IsGood.ShouldBe(isGood);

    [Theory]
    [InlineData("Max open files            1024                 1048576              files", 1024L)]
    [InlineData("Max open files            unlimited            unlimited            files", long.MaxValue)]
    [InlineData("Max processes             100                  100                  processes", null)]
    public void The_limit_of_open_files_is_read_from_the_table_of_the_system(string line, long? limit) =>
        MachineChecks.LimitIn(["Limit                     Soft Limit           Hard Limit           Units", line]).ShouldBe(limit);

    [Fact]
    public void A_limit_of_open_files_below_what_is_needed_is_not_good()
    {
        MachineChecks.Descriptors(least: 1).IsGood.ShouldBeTrue();
        MachineChecks.Descriptors(least: long.MaxValue).IsGood.ShouldBeFalse();
    }

    [Fact]
    public void The_line_of_the_log_names_what_is_not_good_first()
    {
        var report = new SelfTestReport(s_now,
        [
            new("disk", true, new("有空间", "room")), new("clock", false, new("时钟有误", "the clock is wrong")),
        ]);

        report.IsGood.ShouldBeFalse();
        report.Line.ShouldBe("clock NOT OK: 时钟有误 / the clock is wrong; disk ok: 有空间 / room");
    }

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void Only_a_file_that_everybody_on_the_machine_can_reach_is_named_with_the_cure_in_both_languages()
    {
        using var folder = new TemporaryFolder();
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var (open, group, closed) = (folder.File("open.key"), folder.File("group.key"), folder.File("closed.key"));
        foreach (var (file, rights) in new[] { (open, owner | UnixFileMode.OtherRead), (group, owner | UnixFileMode.GroupRead), (closed, owner) })
        {
            File.WriteAllText(file, "x");
            File.SetUnixFileMode(file, rights);
        }

        var item = MachineChecks.Secrets([open, group, closed, folder.File("none")]);

        item.IsGood.ShouldBeFalse();
        foreach (var text in new[] { item.Text.Zh, item.Text.En })
        {
            text.ShouldContain(open);
            text.ShouldNotContain(group);
            text.ShouldNotContain(closed);
            text.ShouldContain("chmod o-rwx");
        }

        MachineChecks.Secrets([group, closed]).IsGood.ShouldBeTrue();
    }
}
