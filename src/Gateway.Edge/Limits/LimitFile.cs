using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Edge.Api;

namespace Gateway.Edge.Limits;

/// <summary>
/// The temporary limits on disk: one file, replaced whole, so that a power cut leaves the old one or the new one. Its first line is the SHA-256 of the JSON below it:
/// one flipped bit makes another limit of a limit. Files of releases that wrote none are read as they are.
/// </summary>
internal sealed class LimitFile(string folder)
{
    private readonly string _path = Path.Combine(folder, "limits.json");

    /// <summary>What an earlier run left. A file nobody can read is put aside: then the rules' own limits are in force.</summary>
    /// <param name="trouble">Why it could not be read; null when it could, or there was none.</param>
    public IReadOnlyList<LimitChange> Load(out string? trouble)
    {
        trouble = null;
        try
        {
            return File.Exists(_path) ? Parse(File.ReadAllBytes(_path)) : [];
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            trouble = error.Message;
            PutAside();
            return [];
        }
    }

    /// <exception cref="IOException">Nothing was stored.</exception>
    /// <exception cref="UnauthorizedAccessException">Nothing was stored.</exception>
    public void Save(IReadOnlyList<LimitChange> changes)
    {
        Directory.CreateDirectory(folder);
        var next = _path + ".new";
        using (var file = new FileStream(next, FileMode.Create, FileAccess.Write))
        {
            var json = JsonSerializer.SerializeToUtf8Bytes(changes, ApiJson.Options);
            file.Write(Encoding.ASCII.GetBytes(Sum(json) + "\n"));
            file.Write(json);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }

    private static List<LimitChange> Parse(byte[] bytes)
    {
        var isOld = bytes is [(byte)'[', ..];
        var start = isOld ? 0 : Array.IndexOf(bytes, (byte)'\n') + 1;
        if (!isOld && (start == 0 || Encoding.ASCII.GetString(bytes.AsSpan(0, start - 1)) != Sum(bytes.AsSpan(start))))
        {
            throw new InvalidDataException("The file does not fit its checksum.");
        }

        return JsonSerializer.Deserialize<List<LimitChange>>(bytes.AsSpan(start), ApiJson.Options) ?? [];
    }

    private static string Sum(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json));

    private void PutAside()
    {
        try
        {
            File.Move(_path, _path + ".damaged", overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is overwritten by the next change.
        }
    }
}
