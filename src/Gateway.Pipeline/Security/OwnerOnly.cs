namespace Gateway.Pipeline.Security;

/// <summary>Folders and files that nobody but the service's own user may read. On systems without Unix rights all of it does nothing. Thread-safe.</summary>
public static class OwnerOnly
{
    /// <summary>0600; of every file made here.</summary>
    public const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const UnixFileMode FolderRights = FileRights | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>
    /// Makes the folder with rights 0700. Of one that is there already the rights of all others are taken away; those of the group are the administrator's
    /// business (a backup may need them).
    /// </summary>
    /// <returns>True when it stood open to everybody until now.</returns>
    /// <exception cref="IOException">It cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public static bool Folder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return false;
        }

        if (!Directory.Exists(path))
        {
            Directory.CreateDirectory(path, FolderRights);
            return false;
        }

        var rights = File.GetUnixFileMode(path);
        if ((rights & Others) == 0)
        {
            return false;
        }

        File.SetUnixFileMode(path, rights & ~Others);
        return true;
    }

    /// <summary>A new file with rights 0600 from its first byte on, open for reading and writing.</summary>
    /// <exception cref="IOException">There is one of that name, or the disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public static FileStream Create(string path)
    {
        var open = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = FileRights;
        }

        return new FileStream(path, open);
    }

    /// <summary>Gives a file that is there rights 0600.</summary>
    /// <exception cref="IOException">There is none.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public static void Restrict(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, FileRights);
        }
    }

    /// <summary>Replaces a file whole, with rights 0600 from its first byte on; on the disk before this returns.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var fresh = $"{path}.{Guid.NewGuid():n}.new";
        try
        {
            using (var stream = Create(fresh))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            File.Move(fresh, path, overwrite: true);
        }
        catch
        {
            File.Delete(fresh);
            throw;
        }
    }

    /// <summary>
    /// Whether everybody on this machine has a right to the file; false when there is none or nobody can tell. Those of the group are the administrator's business:
    /// it is how a service reads what root owns.
    /// </summary>
    public static bool IsOpen(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & Others) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
