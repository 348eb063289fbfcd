using Gateway.Core.Measurements;
using Gateway.Pipeline.Security;

namespace Gateway.Edge.Composition;

/// <summary>
/// Keeps a second gateway off the same data folder: two would read the same devices, sound the same sounder and move each other's cursors.
/// The system lets go of the lock when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private const string Name = "gateway.lock";

    // EAGAIN, what flock(2) answers when another holds the lock.
    private const int HeldByAnother = 11;

    private readonly FileStream? _file;

    private DataFolderLock(FileStream? file, string? trouble) => (_file, Trouble) = (file, trouble);

    /// <summary>Why the folder cannot be written; null when it can. The gateway warns without a disk too, so this does not stop it.</summary>
    public string? Trouble { get; }

    /// <exception cref="EdgeStartException">Another gateway has the folder.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            OwnerOnly.Folder(folder);
            return new DataFolderLock(new FileStream(Path.Combine(folder, Name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None), null);
        }
        catch (IOException error) when (error.HResult == HeldByAnother)
        {
            throw new EdgeStartException(
                new LocalizedText(
                    $"数据文件夹 {folder} 正被另一个网关使用；请先停止它，或修改 storage.folder",
                    $"another gateway is using the data folder {folder}; stop it first, or change storage.folder"),
                error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new DataFolderLock(null, error.Message);
        }
    }

    /// <summary>The same for a program that only looks: null where no gateway has ever run, so that nothing is made there.</summary>
    /// <exception cref="EdgeStartException">A gateway has the folder.</exception>
    public static DataFolderLock? TakeIfUsed(string folder) => File.Exists(Path.Combine(folder, Name)) ? Take(folder) : null;

    public void Dispose() => _file?.Dispose();
}
