namespace Gateway.Faults.Disk;

internal enum DiskTrouble
{
    Full,
    Broken,
    ReadOnly,
    SyncFails,
}
