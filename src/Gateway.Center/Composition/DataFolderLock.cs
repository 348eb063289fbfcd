using Gateway.Core.Measurements;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Composition;

/// <summary>
/// Keeps a second center off the same data folder: two would call everybody twice. The system lets go of the lock when the process ends, however it ends.
/// </summary>
internal sealed class DataFolderLock : IDisposable
{
    private readonly FileStream _file;

    private DataFolderLock(FileStream file) => _file = file;

    /// <exception cref="CenterStartException">Another center has the folder, or it cannot be written.</exception>
    public static DataFolderLock Take(string folder)
    {
        try
        {
            OwnerOnly.Folder(folder);
            return new DataFolderLock(new FileStream(Path.Combine(folder, "center.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CenterStartException(
                new LocalizedText(
                    $"数据文件夹 {folder} 无法使用（{error.Message}）；可能另一个预警中心正在使用它",
                    $"the data folder {folder} cannot be used ({error.Message}); another warning center may be using it"),
                error);
        }
    }

    public void Dispose() => _file.Dispose();
}
