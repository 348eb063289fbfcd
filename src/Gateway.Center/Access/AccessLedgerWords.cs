using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Access;

/// <summary>Sign-in and accounts in words.</summary>
internal sealed class AccessLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["session.began"] = new("登录", "signed in"),
        ["session.refused"] = new("登录被拒", "sign-in refused"),
        ["session.ended"] = new("会话结束", "session ended"),
        ["account.created"] = new("新建账号", "account made"),
        ["account.changed"] = new("修改账号", "account changed"),
        ["account.reset"] = new("重置口令", "password reset"),
        ["account.unlocked"] = new("解锁账号", "account unlocked"),
        ["account.locked"] = new("账号锁定", "account locked"),
        ["account.password-changed"] = new("修改口令", "password changed"),
        ["address.locked"] = new("来源地址锁定", "address locked"),
    };
}
