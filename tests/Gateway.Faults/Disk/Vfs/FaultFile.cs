using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Gateway.Faults.Disk.Vfs;

/// <summary>What SQLite calls on an open file of a <see cref="FaultDisk"/>. Locks and shared memory go to the real file as they are.</summary>
internal static unsafe class FaultFile
{
    private const int ControlPragma = 14;

    /// <summary>Lives as long as the process.</summary>
    public static NativeMethods* Methods { get; } = Create();

    private static NativeMethods* Create()
    {
        var methods = (NativeMethods*)NativeMemory.AllocZeroed((nuint)sizeof(NativeMethods));
        *methods = new NativeMethods
        {
            Version = 2, Close = &Close, Read = &Read, Write = &Write, Truncate = &Truncate, Sync = &Sync, FileSize = &FileSize, Lock = &Lock, Unlock = &Unlock,
            CheckReservedLock = &CheckReservedLock, FileControl = &FileControl, SectorSize = &SectorSize, DeviceCharacteristics = &DeviceCharacteristics,
            ShmMap = &ShmMap, ShmLock = &ShmLock, ShmBarrier = &ShmBarrier, ShmUnmap = &ShmUnmap,
        };
        return methods;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Close(NativeFile* file)
    {
        var open = FaultVfs.Of(file);
        if (open.Journaled is { } journaled)
        {
            open.Disk.Journal!.Closed(journaled);
        }

        FaultVfs.Forget(file);
        var real = FaultVfs.RealOf(file);
        return real->Methods->Close(real);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Read(NativeFile* file, byte* into, int count, long offset)
    {
        var open = FaultVfs.Of(file);
        var real = FaultVfs.RealOf(file);
        return open.Disk.Ask(new DiskCall(DiskAct.Read, open.Path)) is var code and not ResultCode.Ok ? code : real->Methods->Read(real, into, count, offset);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Write(NativeFile* file, byte* from, int count, long offset)
    {
        var open = FaultVfs.Of(file);
        var real = FaultVfs.RealOf(file);
        if (open.Disk.Ask(new DiskCall(DiskAct.Write, open.Path)) is var code and not ResultCode.Ok)
        {
            return code;
        }

        code = real->Methods->Write(real, from, count, offset);
        if (code == ResultCode.Ok)
        {
            if (open.Journaled is { } journaled)
            {
                open.Disk.Journal!.Write(journaled, offset, new ReadOnlySpan<byte>(from, count));
            }

            open.Disk.Changed();
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Truncate(NativeFile* file, long length)
    {
        var open = FaultVfs.Of(file);
        var real = FaultVfs.RealOf(file);
        if (open.Disk.Ask(new DiskCall(DiskAct.Truncate, open.Path)) is var code and not ResultCode.Ok)
        {
            return code;
        }

        code = real->Methods->Truncate(real, length);
        if (code == ResultCode.Ok)
        {
            if (open.Journaled is { } journaled)
            {
                open.Disk.Journal!.Truncate(journaled, length);
            }

            open.Disk.Changed();
        }

        return code;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sync(NativeFile* file, int flags)
    {
        var open = FaultVfs.Of(file);
        var call = new DiskCall(DiskAct.Sync, open.Path);
        if (open.Disk.Ask(call) is var code and not ResultCode.Ok)
        {
            return code;
        }

        if (open.Journaled is { } journaled && !open.Disk.IsSyncLeftOut(call))
        {
            open.Disk.Journal!.Sync(journaled);
            if (journaled.IsFirstSyncDue)
            {
                journaled.IsFirstSyncDue = false;
                open.Disk.Journal!.SyncFolder();
            }
        }

        open.Disk.Changed();
        return ResultCode.Ok;
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileSize(NativeFile* file, long* size)
    {
        var real = FaultVfs.RealOf(file);
        return FaultVfs.Of(file).Disk.IsDark ? ResultCode.SizeFailed : real->Methods->FileSize(real, size);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Lock(NativeFile* file, int level)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->Lock(real, level);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Unlock(NativeFile* file, int level)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->Unlock(real, level);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int CheckReservedLock(NativeFile* file, int* answer)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->CheckReservedLock(real, answer);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int FileControl(NativeFile* file, int operation, void* argument)
    {
        if (operation == ControlPragma && FaultVfs.Of(file).Disk.IsSynchronousOff)
        {
            SwitchSynchronousOff((byte**)argument);
        }

        var real = FaultVfs.RealOf(file);
        return real->Methods->FileControl(real, operation, argument);
    }

    /// <summary>SQLite shows each pragma here before it obeys it, name and value; the value is its own copy of the text and may be overwritten in place.</summary>
    private static void SwitchSynchronousOff(byte** pragma)
    {
        if (pragma[2] is not null && Marshal.PtrToStringUTF8((nint)pragma[1]) is "synchronous")
        {
            (pragma[2][0], pragma[2][1]) = ((byte)'0', 0);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int SectorSize(NativeFile* file)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->SectorSize(real);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int DeviceCharacteristics(NativeFile* file)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->DeviceCharacteristics(real);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmMap(NativeFile* file, int page, int size, int extend, void** memory)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->ShmMap(real, page, size, extend, memory);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmLock(NativeFile* file, int offset, int count, int flags)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->ShmLock(real, offset, count, flags);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void ShmBarrier(NativeFile* file)
    {
        var real = FaultVfs.RealOf(file);
        real->Methods->ShmBarrier(real);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int ShmUnmap(NativeFile* file, int delete)
    {
        var real = FaultVfs.RealOf(file);
        return real->Methods->ShmUnmap(real, delete);
    }
}
