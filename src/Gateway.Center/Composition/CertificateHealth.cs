using System.Globalization;
using Gateway.Center.Data;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Composition;

/// <summary>Whether the certificate browsers are shown is the one in its file, and for how long it is good.</summary>
internal sealed class CertificateHealth(ServedCertificate served, string file, TimeProvider time) : IHealthPart
{
    /// <summary>Time left in which somebody should renew it.</summary>
    private static readonly TimeSpan s_soon = TimeSpan.FromDays(14);

    public string Name => "certificate";

    public Task<HealthReading> ReadAsync(CenterDb db, CancellationToken cancellation) => Task.FromResult(Read());

    private HealthReading Read()
    {
        var trouble = served.Trouble;
        var until = new DateTimeOffset(served.Current.NotAfter.ToUniversalTime());
        var end = until.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
        var name = Path.GetFileName(file);
        return trouble is not null
            ? new(false, new(
                $"新的证书文件 {name} 无法使用（{trouble.Message}），仍用原证书，有效至 {end}；请用 warning-center check 检查该文件",
                $"the changed certificate file {name} cannot be used ({trouble.Message}); the former stays, good until {end}: look at the file with warning-center check"))
            : until - time.GetUtcNow() < s_soon
            ? new(false, new($"网页证书有效至 {end}：请更换文件，无需重启", $"the certificate of the web server is good until {end}: renew the file, no restart is needed"))
            : new(true, new($"网页证书有效至 {end}", $"the certificate of the web server is good until {end}"));
    }
}
