namespace Gateway.Pipeline.Security;

/// <summary>Folders and files that nobody but the service's own user may read. On systems without Unix rights all of it does nothing. Thread-safe.</summary>
public static class OwnerOnly
{
    private const UnixFileMode FileRights = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode FolderRights = FileRights | UnixFileMode.UserExecute;
    private const UnixFileMode Others = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private const UnixFileMode Group = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute;

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

    /// <summary>Replaces a file whole, with rights 0600 from its first byte on; on the disk before this returns.</summary>
    /// <exception cref="IOException">The disk does not take it.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder belongs to another user.</exception>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var fresh = $"{path}.{Guid.NewGuid():n}.new";
        var open = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            open.UnixCreateMode = FileRights;
        }

        try
        {
            using (var stream = new FileStream(fresh, open))
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

    /// <summary>Whether somebody besides the owner can read the file; false when there is none or nobody can tell.</summary>
    public static bool IsOpen(string path)
    {
        try
        {
            return !OperatingSystem.IsWindows() && File.Exists(path) && (File.GetUnixFileMode(path) & (Others | Group)) != 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
