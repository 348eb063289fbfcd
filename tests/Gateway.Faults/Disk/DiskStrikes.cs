using Gateway.Faults.Disk.Vfs;

namespace Gateway.Faults.Disk;

/// <summary>A disk in trouble: which calls fail, and as what. Any thread.</summary>
/// <param name="share">How many of the calls it can hit fail, 0 to 1.</param>
internal sealed class DiskStrikes(DiskTrouble trouble, double share, Random random)
{
    private readonly Lock _gate = new();

    public int Count { get; private set; }

    public string Name => trouble switch
    {
        DiskTrouble.Full => "disk full",
        DiskTrouble.Broken => "I/O error",
        DiskTrouble.SyncFails => "sync fails",
        _ => "read-only",
    };

    public int Ask(DiskCall call)
    {
        lock (_gate)
        {
            if (CodeOf(call) is var code && code == ResultCode.Ok || random.NextDouble() >= share)
            {
                return ResultCode.Ok;
            }

            Count++;
            return code;
        }
    }

    /// <summary>
    /// A full disk refuses what grows (ENOSPC is SQLITE_FULL for a write, and a file that cannot be made), a read-only one every change, a broken one anything.
    /// </summary>
    private int CodeOf(DiskCall call) => (trouble, call.Act) switch
    {
        (DiskTrouble.Full, DiskAct.Write) => ResultCode.Full,
        (DiskTrouble.Full, DiskAct.Create) => ResultCode.CantOpen,
        (DiskTrouble.Full, _) => ResultCode.Ok,
        (DiskTrouble.SyncFails, _) => call.Act == DiskAct.Sync ? call.BrokenCode : ResultCode.Ok,
        (DiskTrouble.ReadOnly, _) => call.Changes ? call.BrokenCode : ResultCode.Ok,
        _ => call.BrokenCode,
    };
}
