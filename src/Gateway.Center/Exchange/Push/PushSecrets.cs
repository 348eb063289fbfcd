using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Configuration;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Exchange.Push;

/// <summary>
/// Signing secrets of subscriptions, derived from one key in the data folder that only this account reads: no secret stands in the database, and the same
/// subscription always has the same. Thread-safe.
/// </summary>
internal sealed class PushSecrets
{
    private readonly byte[] _key;

    public PushSecrets(CenterOptions options)
    {
        Directory.CreateDirectory(options.Storage.Folder);
        var path = Path.Combine(options.Storage.Folder, "exchange.key");
        if (!File.Exists(path))
        {
            // Whole or not at all: a crash leaves no short key.
            OwnerOnly.Write(path, RandomNumberGenerator.GetBytes(32));
        }

        _key = File.ReadAllBytes(path);
        if (_key.Length != 32)
        {
            throw new InvalidDataException($"{path}: 32 bytes");
        }
    }

    public string Of(string subscription) => Convert.ToHexStringLower(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(subscription)));
}
