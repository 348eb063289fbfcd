namespace Gateway.Faults.Disk.Vfs;

/// <summary>What SQLite asks of the disk.</summary>
internal enum DiskAct
{
    Open,
    Create,
    Read,
    Write,
    Truncate,
    Sync,
    Delete,
}

/// <summary>One call, before it is carried out.</summary>
/// <param name="Path">Full path of the file.</param>
internal readonly record struct DiskCall(DiskAct Act, string Path)
{
    public bool IsWal => Path.EndsWith("-wal", StringComparison.Ordinal);

    /// <summary>It changes the disk.</summary>
    public bool Changes => Act is DiskAct.Create or DiskAct.Write or DiskAct.Truncate or DiskAct.Sync or DiskAct.Delete;

    /// <summary>What SQLite is told when this fails as a broken disk makes it fail.</summary>
    public int BrokenCode => Act switch
    {
        DiskAct.Open or DiskAct.Create => ResultCode.CantOpen,
        DiskAct.Read => ResultCode.ReadFailed,
        DiskAct.Write => ResultCode.WriteFailed,
        DiskAct.Truncate => ResultCode.TruncateFailed,
        DiskAct.Sync => ResultCode.SyncFailed,
        _ => ResultCode.DeleteFailed,
    };
}
