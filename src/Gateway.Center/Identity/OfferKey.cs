using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Configuration;
using Gateway.Contracts.V1.Link;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Identity;

/// <summary>
/// The key the center signs what changes something at a site with (rule packs, acknowledgements, sounding), and what it has committed (receipts): made at first use, in <c>identity/offers.key</c> of the data folder. Gateways have the public half pinned,
/// so a center that lost it must be enrolled with anew.
/// <para>
/// Signing never throws: a damaged file must not stop what goes on without it. Receipts that cannot be signed go out unsigned, and enrolled gateways say so;
/// commands to those wait. The health of the center names the file. It is looked at again every 10 s. Thread-safe.
/// </para>
/// </summary>
public sealed partial class OfferKey(CenterOptions options, TimeProvider time, ILogger<OfferKey> logger) : IDisposable
{
    /// <summary>In the folder of identities.</summary>
    public const string FileName = "offers.key";

    private static readonly TimeSpan s_again = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly ILogger _logger = logger;
    private ECDsa? _key;
    private long _tried;

    /// <summary>Why nothing can be signed; null while it can, or nobody has asked yet.</summary>
    public string? Trouble { get; private set; }

    /// <summary>PEM, for gateways to pin.</summary>
    /// <exception cref="IdentityException">The file can neither be read nor made.</exception>
    public string PublicPem => TryGetPublicPem(out var pem) ? pem : throw IdentityException.Of(FileName, Trouble ?? "");

    /// <returns>False when the file can neither be read nor made; <see cref="Trouble"/> says why.</returns>
    public bool TryGetPublicPem([NotNullWhen(true)] out string? pem)
    {
        lock (_gate)
        {
            pem = Key()?.ExportSubjectPublicKeyInfoPem();
            return pem is not null;
        }
    }

    /// <summary>The command with its signature for one gateway; a kind that needs none as it is, and so what cannot be signed.</summary>
    public CommandMessage Signed(string site, string edge, CommandMessage command)
    {
        if (!CommandSignature.IsNeeded(command.Kind))
        {
            return command;
        }

        lock (_gate)
        {
            return Key() is { } key ? command with { Signature = CommandSignature.Sign(key, options.County.Id, site, edge, command) } : command;
        }
    }

    /// <summary>The receipt with its signature for one gateway; as it is when it cannot be signed. Some tens of microseconds.</summary>
    public ReceiptMessage Signed(string site, string edge, ReceiptMessage receipt)
    {
        lock (_gate)
        {
            return Key() is { } key ? receipt with { Signature = ReceiptSignature.Sign(key, options.County.Id, site, edge, receipt) } : receipt;
        }
    }

    public void Dispose() => _key?.Dispose();

    private ECDsa? Key()
    {
        if (_key is not null || (Trouble is not null && time.GetElapsedTime(_tried) < s_again))
        {
            return _key;
        }

        _tried = time.GetTimestamp();
        try
        {
            (_key, Trouble) = (Load(IdentityFolder.File(options, FileName)), null);
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            if (Trouble != error.Message)
            {
                LogUnusable(error, FileName);
            }

            Trouble = error.Message;
        }

        return _key;
    }

    private static ECDsa Load(string file)
    {
        if (!File.Exists(file))
        {
            using var fresh = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            OwnerOnly.Write(file, Encoding.ASCII.GetBytes(fresh.ExportPkcs8PrivateKeyPem()));
        }

        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(file));

            // A file that holds only the public half reads well and signs nothing.
            _ = key.SignHash(new byte[SHA256.HashSizeInBytes]);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    [LoggerMessage(8900, LogLevel.Error, "{File} of the folder of identities can neither be read nor made: receipts go out unsigned, which enrolled gateways do not count, and commands to those wait. Put it back from a backup.")]
    private partial void LogUnusable(Exception error, string file);
}
