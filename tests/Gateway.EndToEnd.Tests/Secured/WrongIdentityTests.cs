using Gateway.EndToEnd.Tests.Secured.Support;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Secured;

/// <summary>What a technician reads when certificate, authority or password is wrong: at both sides, in both languages, and it goes on by itself once mended.</summary>
public sealed class WrongIdentityTests
{
    private static readonly string s_gateway = SecuredBroker.UserOf("edge-1");

    [Fact]
    public async Task A_wrong_password_is_told_and_mended_without_a_restart()
    {
        await using var broker = new SecuredBroker(certificates: false);
        broker.SetPassword(s_gateway, right: false);
        broker.SetPassword("center", right: false);
        await broker.StartAsync();
        await using var county = await SecuredCounty.StartedAsync(broker);

        await ToldAsync(county, "用户名或密码不对", "passwordFile");

        broker.SetPassword(s_gateway, right: true);
        broker.SetPassword("center", right: true);
        await county.LinkedAsync();
        await MendedAsync(county);
    }

    [Fact]
    public async Task An_authority_that_does_not_vouch_for_the_broker_is_told_and_mended_without_a_restart()
    {
        await using var broker = new SecuredBroker(certificates: false);
        await broker.StartAsync();
        File.Copy(broker.FileOf("other-ca.pem"), broker.FileOf("trusted.pem"));
        await using var county = await SecuredCounty.StartedAsync(broker, broker.IdentityOf(s_gateway, "trusted.pem"), broker.IdentityOf("center", "trusted.pem"));

        await ToldAsync(county, "不是 tls.caFile 中的机构签发的", "no authority in tls.caFile vouches");

        File.Copy(broker.FileOf("ca.pem"), broker.FileOf("trusted.pem"), overwrite: true);
        await county.LinkedAsync();
        await MendedAsync(county);
    }

    [Fact]
    public async Task An_expired_certificate_of_the_broker_is_told_with_its_end_and_mended_without_a_restart()
    {
        await using var broker = new SecuredBroker(certificates: false);
        var end = TimeProvider.System.GetUtcNow().AddHours(-3);
        await broker.StartAsync(until: end);
        await using var county = await SecuredCounty.StartedAsync(broker);

        await ToldAsync(county, $"已于 {end:yyyy-MM-dd HH:mm}Z 过期", $"expired at {end:yyyy-MM-dd HH:mm}Z");

        await broker.StopAsync();
        await broker.StartAsync();
        await county.LinkedAsync();
        await MendedAsync(county);
    }

    [Fact]
    public async Task A_client_certificate_the_broker_does_not_know_is_told()
    {
        await using var broker = new SecuredBroker(certificates: true);
        await broker.StartAsync();
        await using var county = await SecuredCounty.StartedAsync(broker, broker.IdentityOf(s_gateway, strange: true), broker.IdentityOf("center", strange: true));

        await ToldAsync(county, "拒绝了本机的客户端证书 tls.certFile", "refuses our client certificate, tls.certFile");
    }

    private static async Task ToldAsync(SecuredCounty county, string zh, string en)
    {
        foreach (var (language, text) in new[] { ("zh", zh), ("en", en) })
        {
            await Eventually.TrueAsync(
                async () => (await county.GatewayTroubleAsync(language)).Contains(text, StringComparison.Ordinal), 20, () => $"the gateway's health says '{text}':\n{county.Gateway.Output}");
            await Eventually.TrueAsync(
                async () => (await county.CenterTroubleAsync(language)).Contains(text, StringComparison.Ordinal), 20, () => $"the center's health says '{text}':\n{county.CenterOutput}");
            await Eventually.TrueAsync(() => Task.FromResult(county.Gateway.Output.Contains(text, StringComparison.Ordinal)), 20, () => $"the gateway's log says '{text}':\n{county.Gateway.Output}");
            await Eventually.TrueAsync(() => Task.FromResult(county.CenterOutput.Contains(text, StringComparison.Ordinal)), 20, () => $"the center's log says '{text}':\n{county.CenterOutput}");
        }

        (await county.UplinkAsync())["state"]!.GetValue<string>().ShouldBe("offline");
        county.BothRun.ShouldBeTrue();
    }

    private static async Task MendedAsync(SecuredCounty county)
    {
        (await county.GatewayTroubleAsync("en")).ShouldBeEmpty();
        (await county.CenterTroubleAsync("en")).ShouldContain("1 online");
    }
}
