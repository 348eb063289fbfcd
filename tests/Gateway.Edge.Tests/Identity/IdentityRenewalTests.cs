using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Edge.Composition;
using Gateway.Edge.Identity;
using Gateway.Edge.Uplink.Options;
using Gateway.Testing.Peers;
using Gateway.Testing.Storage;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Identity;

/// <summary>A gateway that cannot renew its certificate says so while there is time.</summary>
public sealed class IdentityRenewalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ManualTimeProvider _time = new();
    private readonly MemoryDurableLog _log = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"center\":")]
    public async Task A_damaged_address_of_the_center_is_told_each_half_day(string address)
    {
        await File.WriteAllTextAsync(_folder.File("center.json"), address);
        Write();
        var running = Renewal().RunAsync(_stop.Token);

        await PassAsync(TimeSpan.FromSeconds(21));
        await Eventually.TrueAsync(() => Told() == 1);
        await PassAsync(TimeSpan.FromHours(12));
        await Eventually.TrueAsync(() => Told() == 2);

        await _stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(running);
    }

    [Fact]
    public async Task An_identity_made_by_hand_is_renewed_by_hand()
    {
        Write();
        await Renewal().RunAsync(_stop.Token);

        _time.ArmedTimers.ShouldBe(0);
        Told().ShouldBe(0);
    }

    private IdentityRenewal Renewal()
    {
        var uplink = new UplinkOptions { Broker = new MqttConnectionOptions { Tls = new MqttTlsOptions { CertFile = _folder.File("edge.pem") } } };
        return new(uplink, new SystemEvents(_log, NullLogger<SystemEvents>.Instance), _time, NullLogger<IdentityRenewal>.Instance);
    }

    private void Write()
    {
        var now = _time.GetUtcNow();
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=s1.edge-1", key, HashAlgorithmName.SHA256).CreateSelfSigned(now.AddDays(-150), now.AddDays(30));
        File.WriteAllText(_folder.File("edge.pem"), certificate.ExportCertificatePem());
    }

    // Only once it waits on the clock: a step before would be lost.
    private async Task PassAsync(TimeSpan by)
    {
        await Eventually.TrueAsync(() => _time.ArmedTimers == 1);
        _time.Advance(by);
    }

    private int Told() => _log.ReadAfter(0, int.MaxValue).Select(entry => Encoding.UTF8.GetString(entry.Payload.Span))
        .Count(text => text.Contains("identityNotRenewed", StringComparison.Ordinal) && text.Contains("center.json", StringComparison.Ordinal));
}
