using Gateway.Edge.Tests.Configuration;
using Gateway.Testing.Peers;

namespace Gateway.Edge.Tests.Api.Access;

/// <summary>Who sends a request a byte at a time holds a connection for seconds, not for ever, and nobody else waits for it.</summary>
public sealed class SlowRequestTests
{
    [Fact]
    public async Task A_body_that_drips_is_given_up_while_others_are_answered()
    {
        await using var gateway = await RunningGateway.StartAsync(ConfigurationFolder.Sound);
        (await DrippingRequest.SendAsync(gateway.Client.BaseAddress!.Port, "/api/v1/alarms/p1/red-high/ack")).ShouldMatch("^(HTTP/1.1 408|$)");
        (await gateway.Client.GetAsync("/api/v1/health")).IsSuccessStatusCode.ShouldBeTrue();
    }
}
