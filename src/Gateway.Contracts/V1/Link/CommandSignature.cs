using System.Globalization;
using System.Security.Cryptography;

namespace Gateway.Contracts.V1.Link;

/// <summary>
/// ECDSA (P-256, SHA-256) over what is wanted and of whom: neither a broker nor another site's gateway can silence an alarm, sound a siren, put in a pack of its
/// own or hand on what was meant for another site. Pure.
/// </summary>
public static class CommandSignature
{
    /// <summary>Whether commands of this kind change anything at a site. The others only ask it to tell again what it has told.</summary>
    public static bool IsNeeded(string kind) => kind is "acknowledge" or "sound" or "offerPack";

    /// <param name="key">Private key of the center.</param>
    /// <returns>Base64 of the 64 bytes r and s.</returns>
    public static string Sign(ECDsa key, string county, string site, string edge, CommandMessage command) => LinkSignature.Sign(key, Lines(county, site, edge, command));

    /// <param name="key">Public key of the center, as the gateway has it pinned.</param>
    public static bool IsGood(ECDsa key, string county, string site, string edge, CommandMessage command) => LinkSignature.IsGood(key, Lines(county, site, edge, command), command.Signature);

    private static string[] Lines(string county, string site, string edge, CommandMessage command)
    {
        string[] whom = [county, site, edge, command.Id, command.ExpiresAt.UtcTicks.ToString(CultureInfo.InvariantCulture)];
        return command.Kind == "offerPack"
            ? ["rgw-offer/1", .. whom, LinkSignature.Digest(command.Pack)]
            :
            [
                "rgw-command/1", .. whom, LinkSignature.Digest(command.Kind), LinkSignature.Digest(command.Alarm), command.On switch { null => "-", true => "on", false => "off" },
                LinkSignature.Digest(command.Actor), LinkSignature.Digest(command.Reason),
            ];
    }
}
