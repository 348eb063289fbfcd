using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Security;

/// <summary>Who sends a request a byte at a time holds a connection for seconds, not for ever, and nobody else waits for it.</summary>
public sealed class SlowBodyTests
{
    [Fact]
    public async Task A_body_that_drips_is_given_up_while_others_are_answered()
    {
        await using var center = await CenterUnderTest.StartAsync(realSignIn: true);
        (await DrippingRequest.SendAsync(new Uri(center.Address).Port, "/api/v1/session")).ShouldMatch("^(HTTP/1.1 408|$)");
        (await center.Anonymous().GetAsync("/api/v1/health")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
