using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Identity;

/// <summary>How gateways get an identity: one-time tokens, and client certificates of the county's own authority or of one it is given.</summary>
public sealed record IdentityOptions : ICheckedOptions
{
    /// <summary>Longest a one-time token may wait to be used, 10 min to 30 d. Default 3 d.</summary>
    public TimeSpan LongestToken { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Life of a gateway's certificate, 1 to 825 days. Default 180; a gateway asks for the next when a third of it is left.</summary>
    public int CertificateDays { get; init; } = 180;

    /// <summary>Certificate (PEM) of an authority of the county's own; needs <see cref="AuthorityKeyFile"/>. Null = one made here at first use, in <c>identity</c> of the data folder.</summary>
    public string? AuthorityFile { get; init; }

    /// <summary>Private key (PEM) of <see cref="AuthorityFile"/>; an intermediate authority is enough.</summary>
    public string? AuthorityKeyFile { get; init; }

    /// <summary>Name or address of the broker as gateways reach it; told to them at enrolment. Default empty: the host of <c>link.broker</c>.</summary>
    public string BrokerHost { get; init; } = "";

    /// <summary>Its port, 0 to 65535; 0 (default) = that of <c>link.broker</c>.</summary>
    public int BrokerPort { get; init; }

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        errors.Require(LongestToken >= TimeSpan.FromMinutes(10) && LongestToken <= TimeSpan.FromDays(30), $"{path}.longestToken", LongestToken, "10min - 30d", "10min - 30d");
        errors.Between($"{path}.certificateDays", CertificateDays, 1, 825);
        errors.Between($"{path}.brokerPort", BrokerPort, 0, 65535);
        errors.Require(
            (AuthorityFile is null) == (AuthorityKeyFile is null), $"{path}.authorityKeyFile", AuthorityKeyFile, "authorityFile 与 authorityKeyFile 须同时填写", "authorityFile and authorityKeyFile together");
        foreach (var (name, file) in new[] { ("authorityFile", AuthorityFile), ("authorityKeyFile", AuthorityKeyFile) })
        {
            errors.Require(file is null || File.Exists(file), $"{path}.{name}", file, "存在且可读的文件", "a file that exists and can be read");
        }
    }
}
