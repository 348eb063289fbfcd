using Gateway.Contracts.V1.Link;
using Gateway.Core.Measurements;
using Gateway.Edge.Uplink.Options;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>Whether a command is the center's own, by the key pinned here. Thread-safe.</summary>
internal sealed class CommandCheck(UplinkOptions options, string site)
{
    private readonly CenterKey? _key = options.OfferKeyFile is { } file ? new CenterKey(file) : null;

    /// <returns>Null when it is good, or of a kind that changes nothing here; else why it is not carried out.</returns>
    public LocalizedText? Refusal(CommandMessage command)
    {
        if (!CommandSignature.IsNeeded(command.Kind))
        {
            return null;
        }

        if (_key is null)
        {
            // A site that was never enrolled has only the access list of its broker to go by; limits it takes from nobody then.
            return command.Kind != "offerPack" ? null : new(
                "本站未固定县中心的公钥（uplink.offerKeyFile），不接收规则包", "this site has no key of the center (uplink.offerKeyFile), so it takes no rule packs");
        }

        return _key.Judge(command.Signature, key => CommandSignature.IsGood(key, options.County, site, options.Edge, command)) switch
        {
            CenterProof.Good => null,
            CenterProof.Missing => new("命令没有签名，未执行；县中心可能需要升级", "the command is not signed and was not carried out; the center may need an upgrade"),
            CenterProof.False => new("命令的签名不是本县中心的，未执行：可能有人冒充县中心", "the signature of the command is not that of the center, and it was not carried out: somebody may be posing as the center"),
            _ => new($"无法读取县中心的公钥 {options.OfferKeyFile}，命令未执行", $"the center's key {options.OfferKeyFile} cannot be read, so the command was not carried out"),
        };
    }
}
