using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Identity;

/// <summary>Identities of gateways in words.</summary>
internal sealed class IdentityLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["enrolment.token-made"] = new("发放网关登记令牌", "enrolment token made"),
        ["enrolment.token-revoked"] = new("撤销网关登记令牌", "enrolment token revoked"),
        ["enrolment.done"] = new("网关完成登记", "gateway enrolled"),
        ["enrolment.refused"] = new("网关登记被拒", "enrolment refused"),
        ["identity.signing-key"] = new("中心启用签名密钥", "signing key of the center in force"),
        ["identity.authority"] = new("启用县签发机构", "authority of the county in force"),
        ["certificate.renewed"] = new("网关证书更新", "gateway certificate renewed"),
        ["certificate.made-by-hand"] = new("手工签发证书", "certificate made by hand"),
        ["certificate.ended-by-hand"] = new("手工签发的证书吊销", "certificate made by hand ended"),
        ["certificate.revoked"] = new("网关证书吊销", "gateway certificate revoked"),
    };
}
