using System.Security.Cryptography;

namespace Gateway.Edge.Uplink;

/// <summary>What a signature of the center is worth.</summary>
internal enum CenterProof
{
    Good,

    /// <summary>There is none.</summary>
    Missing,

    /// <summary>There is one, and it is not the center's over this.</summary>
    False,

    /// <summary>The pinned key cannot be had, so nobody can tell.</summary>
    NoKey,
}

/// <summary>The center's public key, pinned in a file. Read anew when the file has changed, so that it can be renewed while running. Thread-safe.</summary>
internal sealed class CenterKey(string file)
{
    private readonly Lock _gate = new();
    private (DateTime Written, long Length) _stamp;
    private ECDsa? _key;

    /// <param name="signature">Null when there is none.</param>
    /// <param name="isGood">Asked with the key.</param>
    public CenterProof Judge(string? signature, Func<ECDsa, bool> isGood)
    {
        lock (_gate)
        {
            try
            {
                // The key first: without one it is the key that is to be looked after.
                return isGood(Key()) ? CenterProof.Good : signature is null ? CenterProof.Missing : CenterProof.False;
            }
            catch (Exception error) when (IsTrouble(error))
            {
                return CenterProof.NoKey;
            }
        }
    }

    public static bool IsKey(string file)
    {
        try
        {
            using var key = Read(file);
            return key.KeySize == 256;
        }
        catch (Exception error) when (IsTrouble(error))
        {
            return false;
        }
    }

    private ECDsa Key()
    {
        var found = new FileInfo(file);
        var stamp = found.Exists ? (found.LastWriteTimeUtc, found.Length) : throw new FileNotFoundException(null, file);
        if (_key is null || stamp != _stamp)
        {
            var fresh = Read(file);
            _key?.Dispose();
            (_key, _stamp) = (fresh, stamp);
        }

        return _key;
    }

    private static bool IsTrouble(Exception error) => error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException;

    private static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }
}
