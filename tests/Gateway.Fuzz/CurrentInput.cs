using Microsoft.Win32.SafeHandles;

namespace Gateway.Fuzz;

/// <summary>The input being fed, in a file: a crash of the whole process (a stack that is full cannot be caught) leaves it there.</summary>
internal sealed class CurrentInput : IDisposable
{
    private readonly string _path;
    private readonly SafeFileHandle _file;

    public CurrentInput(string folder, string target)
    {
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, target);
        _file = File.OpenHandle(_path, FileMode.Create, FileAccess.Write, FileShare.Read);
    }

    public void Keep(byte[] input)
    {
        RandomAccess.SetLength(_file, input.Length);
        RandomAccess.Write(_file, input, 0);
    }

    public void Dispose()
    {
        _file.Dispose();
        File.Delete(_path);
    }
}
