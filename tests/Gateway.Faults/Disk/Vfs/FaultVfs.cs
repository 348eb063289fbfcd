using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Faults.Disk.Vfs;

/// <summary>
/// A file system for SQLite put before the default one, for the whole process: files in the folder of a <see cref="FaultDisk"/> go through it, all others are
/// opened by the default one as if this were not there. Syncs are not passed on: what a power cut leaves is worked out by <see cref="DiskJournal"/>, and the
/// machine this runs on keeps its power.
/// </summary>
internal static unsafe partial class FaultVfs
{
    private const int OpenCreate = 0x4;
    private const int OpenAnyJournal = 0x800 | 0x4000 | 0x80000;

    private static readonly Lock s_gate = new();
    private static readonly ConcurrentDictionary<nint, OpenFile> s_open = new();
    private static NativeVfs* s_real;
    private static NativeVfs* s_ours;
    private static long s_numbers;

    /// <summary>Where the real file lies behind our head.</summary>
    public static int HeadSize => sizeof(NativeFile);

    /// <summary>Registers it as the default; idempotent. Nothing may hold an open connection yet that is to be struck.</summary>
    public static void Install()
    {
        lock (s_gate)
        {
            if (s_ours is not null)
            {
                return;
            }

            SQLitePCL.Batteries_V2.Init();
            s_real = Find(null);
            s_ours = (NativeVfs*)NativeMemory.AllocZeroed((nuint)sizeof(NativeVfs));
            *s_ours = *s_real;
            s_ours->Next = null;
            s_ours->FileSize = HeadSize + s_real->FileSize;
            s_ours->Name = (byte*)Marshal.StringToCoTaskMemUTF8("faults");
            s_ours->Open = &Open;
            s_ours->Delete = &Delete;
            if (Register(s_ours, 1) != ResultCode.Ok)
            {
                throw new InvalidOperationException("SQLite did not take the file system.");
            }
        }
    }

    public static OpenFile Of(NativeFile* file) => s_open[file->Number];

    public static void Forget(NativeFile* file) => s_open.TryRemove(file->Number, out _);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Open(NativeVfs* vfs, byte* name, NativeFile* file, int flags, int* outFlags)
    {
        file->Methods = null;
        var path = Marshal.PtrToStringUTF8((nint)name);
        if (path is null || FaultDisk.Of(path) is not { } disk)
        {
            return s_real->Open(s_real, name, file, flags, outFlags);
        }

        try
        {
            return OpenOn(disk, path, name, file, flags, outFlags);
        }
        catch (Exception)
        {
            return ResultCode.CantOpen;
        }
    }

    private static int OpenOn(FaultDisk disk, string path, byte* name, NativeFile* file, int flags, int* outFlags)
    {
        var isNew = (flags & OpenCreate) != 0 && !File.Exists(path);
        if (disk.Ask(new DiskCall(isNew ? DiskAct.Create : DiskAct.Open, path)) is var code and not ResultCode.Ok)
        {
            return code;
        }

        var real = RealOf(file);
        real->Methods = null;
        code = s_real->Open(s_real, name, real, flags, outFlags);
        if (code != ResultCode.Ok)
        {
            return code;
        }

        var isJournal = (flags & OpenAnyJournal) != 0;
        var journaled = disk.Journal?.Opened(path, isNew);
        if (isNew)
        {
            _ = journaled is null ? false : journaled.IsFirstSyncDue = isJournal;
            disk.Changed();
        }

        file->Number = (nint)Interlocked.Increment(ref s_numbers);
        s_open[file->Number] = new OpenFile(disk, path, isJournal, journaled);
        file->Methods = FaultFile.Methods;
        return ResultCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Delete(NativeVfs* vfs, byte* name, int syncFolder)
    {
        var path = Marshal.PtrToStringUTF8((nint)name)!;
        if (FaultDisk.Of(path) is not { } disk)
        {
            return s_real->Delete(s_real, name, syncFolder);
        }

        if (disk.Ask(new DiskCall(DiskAct.Delete, path)) is var code and not ResultCode.Ok)
        {
            return code;
        }

        code = s_real->Delete(s_real, name, 0);
        if (code == ResultCode.Ok)
        {
            disk.Journal?.Deleted(path);
            if (syncFolder != 0)
            {
                disk.Journal?.SyncFolder();
            }

            disk.Changed();
        }

        return code;
    }

    public static NativeFile* RealOf(NativeFile* file) => (NativeFile*)((byte*)file + sizeof(NativeFile));

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_find")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial NativeVfs* Find(byte* name);

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_vfs_register")]
    [UnmanagedCallConv(CallConvs = [typeof(CallConvCdecl)])]
    private static partial int Register(NativeVfs* vfs, int makeDefault);
}
