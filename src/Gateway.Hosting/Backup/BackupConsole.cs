using Gateway.Core.Measurements;

namespace Gateway.Hosting.Backup;

/// <summary>What the backup commands of both programs say, and how they end.</summary>
/// <param name="output">For what was done.</param>
/// <param name="errors">For why it was not.</param>
/// <param name="chinese">False: English.</param>
public sealed class BackupConsole(TextWriter output, TextWriter errors, bool chinese)
{
    /// <summary>Exit code of a command that did not do its work.</summary>
    public const int Failed = 1;

    /// <summary>Does the work; an error that was to be expected is told and becomes exit code 1, any other is thrown.</summary>
    /// <param name="work">Gives the exit code.</param>
    /// <param name="trouble">What is said of an error that is no <see cref="BackupException"/>; null = it was not to be expected.</param>
    public async Task<int> RunAsync(Func<Task<int>> work, Func<Exception, LocalizedText?> trouble)
    {
        try
        {
            return await work();
        }
        catch (Exception error) when ((error is BackupException known ? known.Text : trouble(error)) is { } text)
        {
            await errors.WriteLineAsync(text.In(chinese));
            return Failed;
        }
    }

    /// <summary>What is said of an error of the disk or database while a backup is put back.</summary>
    public static LocalizedText NotRestored(Exception error) => new($"恢复未完成：{error.Message}", $"not restored: {error.Message}");

    public void Say(LocalizedText line) => output.WriteLine(line.In(chinese));

    /// <summary>A line each for what belongs to the installation and is not in the backup.</summary>
    /// <param name="lead">Before each name.</param>
    public void SayLeftOut(BackupManifest manifest, LocalizedText lead)
    {
        foreach (var left in manifest.LeftOut)
        {
            output.WriteLine($"  {lead.In(chinese)}{left}");
        }
    }

    /// <summary>What was written: the program's own line, then what is missing in it.</summary>
    public void SayMade(BackupManifest made, LocalizedText line)
    {
        Say(line);
        SayLeftOut(made, new("不在备份中：", "not in it: "));
    }
}
