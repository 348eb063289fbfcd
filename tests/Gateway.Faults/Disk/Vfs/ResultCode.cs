namespace Gateway.Faults.Disk.Vfs;

/// <summary>Result codes of SQLite that a disk gives back (https://www.sqlite.org/rescode.html).</summary>
internal static class ResultCode
{
    public const int Ok = 0;
    public const int ReadOnly = 8;
    public const int NotFound = 12;
    public const int Full = 13;
    public const int CantOpen = 14;
    public const int ReadFailed = 10 | (1 << 8);
    public const int WriteFailed = 10 | (3 << 8);
    public const int SyncFailed = 10 | (4 << 8);
    public const int TruncateFailed = 10 | (6 << 8);
    public const int SizeFailed = 10 | (7 << 8);
    public const int DeleteFailed = 10 | (10 << 8);
}
