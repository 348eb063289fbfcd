using Gateway.Core.Measurements;

namespace Gateway.Center.Identity;

/// <summary>A key of the center itself cannot be used; nothing the asker could do better. The message is in both languages.</summary>
public sealed class IdentityException(LocalizedText reason, Exception? cause = null) : IOException($"{reason.Zh} / {reason.En}", cause)
{
    public LocalizedText Reason { get; } = reason;

    /// <param name="files">Of the folder of identities.</param>
    /// <param name="why">As the system says it.</param>
    public static IdentityException Of(string files, string why, Exception? cause = null) => new(
        new($"中心身份文件 {files} 无法使用（{why}）；请由备份恢复", $"{files} in the center's folder of identities cannot be used ({why}); put it back from a backup"), cause);
}
