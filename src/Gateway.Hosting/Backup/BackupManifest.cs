namespace Gateway.Hosting.Backup;

/// <summary>First file of a backup: whose it is, when, and what else is in it.</summary>
/// <param name="Format">Of the archive; this program reads 1.</param>
/// <param name="Program"><c>gateway</c> or <c>warning-center</c>.</param>
/// <param name="Version">Of the program that wrote it.</param>
/// <param name="Subject">Site and gateway, or county.</param>
/// <param name="Time">UTC, when it was begun.</param>
/// <param name="Files">All others, in their order.</param>
/// <param name="Facts">What a person may want to compare later, for example the newest entry of the ledger.</param>
/// <param name="LeftOut">What belongs to the installation and is not in it: secrets, files outside of the folders.</param>
public sealed record BackupManifest(
    int Format, string Program, string Version, string Subject, DateTimeOffset Time, IReadOnlyList<BackupFile> Files, IReadOnlyDictionary<string, string> Facts,
    IReadOnlyList<string> LeftOut)
{
    public const int PresentFormat = 1;
}

/// <param name="Name">Relative, with <c>/</c>.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower case hex.</param>
public sealed record BackupFile(string Name, long Size, string Sha256);
