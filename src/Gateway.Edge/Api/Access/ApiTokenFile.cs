using System.Text.Json;
using Gateway.Pipeline.Security;

namespace Gateway.Edge.Api.Access;

/// <summary>
/// The tokens of the local API: <c>api-tokens.json</c> of the data folder, readable by the service's user only. A running gateway sees what
/// <c>gateway token</c> changes at the next request. A file that is there but cannot be read opens nothing. Thread-safe.
/// </summary>
public sealed class ApiTokenFile(string folder)
{
    public const string Name = "api-tokens.json";

    /// <summary>More are not taken: the file is looked through at each request.</summary>
    public const int Most = 200;

    private static readonly JsonSerializerOptions s_json = new(ApiJson.Options) { WriteIndented = true };
    private readonly Lock _gate = new();
    private (DateTime Written, long Length)? _seen;
    private IReadOnlyList<ApiToken> _tokens = [];

    public string Path { get; } = System.IO.Path.Combine(folder, Name);

    /// <summary>True as soon as a token was ever made, though all have expired since: what was closed does not open by itself.</summary>
    public bool IsUsed => File.Exists(Path);

    /// <summary>Why the file cannot be read; null when it can, or there is none.</summary>
    public string? Trouble { get; private set; }

    /// <summary>All of them, also those no longer in force; empty when the file cannot be read.</summary>
    public IReadOnlyList<ApiToken> All()
    {
        lock (_gate)
        {
            var info = new FileInfo(Path);
            (DateTime, long)? now = info.Exists ? (info.LastWriteTimeUtc, info.Length) : null;
            if (now is null || now != _seen || Trouble is not null)
            {
                (_seen, _tokens) = (now, Read());
            }

            return _tokens;
        }
    }

    /// <summary>The token of this text that is in force; null when there is none.</summary>
    public ApiToken? Find(string text, DateTimeOffset now)
    {
        var digest = ApiToken.Digest(text);
        return All().FirstOrDefault(token => token.Hash == digest && token.IsGoodAt(now));
    }

    /// <summary>Changes the list as one step, also against another program that does.</summary>
    /// <exception cref="IOException">Another program changes it now, or the file cannot be read or written.</exception>
    /// <exception cref="UnauthorizedAccessException">It belongs to another user.</exception>
    public void Change(Func<IReadOnlyList<ApiToken>, IReadOnlyList<ApiToken>> change)
    {
        OwnerOnly.Folder(folder);
        using var one = new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        var before = All();
        if (Trouble is { } trouble)
        {
            throw new IOException(trouble);
        }

        OwnerOnly.Write(Path, JsonSerializer.SerializeToUtf8Bytes(change(before), s_json));
    }

    private IReadOnlyList<ApiToken> Read()
    {
        Trouble = null;
        try
        {
            return File.Exists(Path) ? JsonSerializer.Deserialize<List<ApiToken>>(File.ReadAllBytes(Path), s_json) ?? [] : [];
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException or NotSupportedException)
        {
            Trouble = $"{Path}: {error.Message}";
            return [];
        }
    }
}
