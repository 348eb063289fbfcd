namespace Gateway.Faults.Disk.Vfs;

/// <summary>One open handle.</summary>
internal sealed record OpenFile(FaultDisk Disk, string Path, bool IsJournal, JournaledFile? Journaled);
