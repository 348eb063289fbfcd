using System.Globalization;
using Gateway.Core.Measurements;
using Gateway.Hosting.Backup;
using Gateway.Testing.Peers;

namespace Gateway.Hosting.Tests.Backup;

public sealed class BackupConsoleTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly StringWriter _output = new(CultureInfo.InvariantCulture) { NewLine = "\n" };
    private readonly StringWriter _errors = new(CultureInfo.InvariantCulture) { NewLine = "\n" };

    [Theory]
    [InlineData(true, "坏\n")]
    [InlineData(false, "bad\n")]
    public async Task What_keeps_a_backup_from_being_made_is_told_in_the_language_asked_for(bool chinese, string told)
    {
        var console = new BackupConsole(_output, _errors, chinese);
        (await console.RunAsync(() => throw new BackupException(new("坏", "bad")), _ => null)).ShouldBe(1);
        (_errors.ToString(), _output.ToString()).ShouldBe((told, ""));
    }

    [Fact]
    public async Task An_error_of_the_program_is_told_by_its_own_words_and_an_unexpected_one_is_thrown()
    {
        var console = new BackupConsole(_output, _errors, chinese: false);
        LocalizedText? Told(Exception error) => error is IOException ? BackupConsole.NotRestored(error) : null;

        (await console.RunAsync(() => Task.FromException<int>(new IOException("no disk")), Told)).ShouldBe(BackupConsole.Failed);
        _errors.ToString().ShouldBe("not restored: no disk\n");
        await Should.ThrowAsync<InvalidOperationException>(() => console.RunAsync(() => Task.FromException<int>(new InvalidOperationException()), Told));
        (await console.RunAsync(() => Task.FromResult(0), Told)).ShouldBe(0);
    }

    [Fact]
    public void What_is_not_in_a_backup_stands_below_what_was_made_a_line_each()
    {
        var made = new BackupManifest(1, "gateway", "1", "s1", DateTimeOffset.UnixEpoch, [], new Dictionary<string, string>(StringComparer.Ordinal), ["a.key", "b.key"]);
        new BackupConsole(_output, _errors, chinese: true).SayMade(made, new("已备份", "done"));
        _output.ToString().ShouldBe("已备份\n  不在备份中：a.key\n  不在备份中：b.key\n");
    }

    [Fact]
    public void A_database_that_was_put_aside_is_told_from_those_in_use_and_what_belongs_to_them()
    {
        foreach (var name in (string[])["log.db", "log.db-wal", "log.db-shm", "log.db-mark", "log.db.damaged-1", "history.db", "old.db", "key.pem"])
        {
            File.WriteAllText(_folder.File(name), "");
        }

        DatabaseFiles.PutAside(_folder.Path, ["log.db", "history.db"]).ShouldBe(["log.db.damaged-1", "old.db"]);
        DatabaseFiles.PutAside(_folder.File("none"), ["log.db"]).ShouldBeEmpty();
    }

    public void Dispose()
    {
        _folder.Dispose();
        _output.Dispose();
        _errors.Dispose();
    }
}
