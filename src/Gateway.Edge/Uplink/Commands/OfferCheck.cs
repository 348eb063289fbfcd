using System.Security.Cryptography;
using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Uplink.Options;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>Whether an offered rule pack is the center's own, by the key pinned here. The key is read each time, so that it can be renewed while running.</summary>
internal sealed class OfferCheck(UplinkOptions options, string site)
{
    /// <returns>Null when it is good; else why it is not taken.</returns>
    public LocalizedText? Refusal(CommandMessage command)
    {
        if (options.OfferKeyFile is not { } file)
        {
            return new(
                "本站未固定县中心的规则包公钥（uplink.offerKeyFile），不接收规则包", "this site has no key of the center for rule packs (uplink.offerKeyFile), so it takes none");
        }

        try
        {
            using var key = Read(file);
            return command.Signature is null ? new("规则包没有签名，未接收", "the rule pack is not signed and was not taken")
                : OfferSignature.IsGood(key, options.County, site, options.Edge, command) ? null
                : new("规则包的签名不是本县中心的，未接收：可能有人冒充县中心", "the signature of the rule pack is not that of the center, and it was not taken: somebody may be posing as the center");
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return new($"无法读取县中心的公钥 {file}，未接收规则包", $"the center's key {file} cannot be read, so the rule pack was not taken");
        }
    }

    public static bool IsKey(string file)
    {
        try
        {
            using var key = Read(file);
            return key.KeySize == 256;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static ECDsa Read(string file)
    {
        var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(file));
        return key;
    }
}
