using System.Security.Cryptography;
using Gateway.Center.Configuration;
using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Identity;

/// <summary>
/// The key the center signs what changes something at a site with (rule packs, acknowledgements, sounding), and what it has committed (receipts): made at first use, in <c>identity/offers.key</c> of the data folder. Gateways have the public half pinned,
/// so a center that lost it must be enrolled with anew. Thread-safe.
/// </summary>
public sealed class OfferKey(CenterOptions options) : IDisposable
{
    private readonly Lock _gate = new();
    private ECDsa? _key;

    /// <summary>PEM, for gateways to pin.</summary>
    public string PublicPem
    {
        get
        {
            lock (_gate)
            {
                return Key().ExportSubjectPublicKeyInfoPem();
            }
        }
    }

    /// <summary>The command with its signature for one gateway; a kind that needs none as it is.</summary>
    public CommandMessage Signed(string site, string edge, CommandMessage command)
    {
        if (!CommandSignature.IsNeeded(command.Kind))
        {
            return command;
        }

        lock (_gate)
        {
            return command with { Signature = CommandSignature.Sign(Key(), options.County.Id, site, edge, command) };
        }
    }

    /// <summary>The receipt with its signature for one gateway. Some tens of microseconds.</summary>
    public ReceiptMessage Signed(string site, string edge, ReceiptMessage receipt)
    {
        lock (_gate)
        {
            return receipt with { Signature = ReceiptSignature.Sign(Key(), options.County.Id, site, edge, receipt) };
        }
    }

    public void Dispose() => _key?.Dispose();

    private ECDsa Key()
    {
        if (_key is not null)
        {
            return _key;
        }

        var file = IdentityFolder.File(options, "offers.key");
        if (!File.Exists(file))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            OwnerOnly.Write(file, System.Text.Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem()));
        }

        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return _key = key;
    }
}

/// <summary>Where keys lie: <c>identity</c> of the data folder, for the service's user only.</summary>
internal static class IdentityFolder
{
    public static string Of(CenterOptions options) => Path.Combine(options.Storage.Folder, "identity");

    /// <summary>Path of a file in it; makes the folder.</summary>
    public static string File(CenterOptions options, string name)
    {
        var folder = Of(options);
        OwnerOnly.Folder(folder);
        return Path.Combine(folder, name);
    }
}
