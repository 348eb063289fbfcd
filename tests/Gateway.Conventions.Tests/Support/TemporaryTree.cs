namespace Gateway.Conventions.Tests.Support;

/// <summary>A small made-up tree that breaks a rule on purpose, to show that the rule sees it.</summary>
public sealed class TemporaryTree : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("gateway-conventions-").FullName;

    public TemporaryTree With(string relative, string content)
    {
        var path = Path.Combine(_root, relative);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, content);
        return this;
    }

    public Repository Open() => new(_root);

    public void Dispose() => Directory.Delete(_root, recursive: true);
}
