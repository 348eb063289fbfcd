using System.Net.Sockets;
using System.Text;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Service;

/// <summary>What systemd is told over the socket it names (sd_notify(3)).</summary>
public sealed class ServiceManagerTests
{
    [Fact]
    public async Task The_manager_is_told_that_the_gateway_is_ready_lives_and_stops()
    {
        using var site = new SmallSite();
        using var folder = new TemporaryFolder();
        using var manager = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
        manager.Bind(new UnixDomainSocketEndPoint(folder.File("notify")));

        await using var gateway = PeerProcess.Start(
            "/usr/bin/env", $"NOTIFY_SOCKET={folder.File("notify")}", "WATCHDOG_USEC=900000", BuildOutput.Gateway, "run", "--config", site.File);

        (await ToldAsync(manager)).ShouldBe("READY=1");
        for (var i = 0; i < 3; i++)
        {
            (await ToldAsync(manager)).ShouldBe("WATCHDOG=1");
        }

        await gateway.TerminateAsync();
        var last = "";
        while (last != "STOPPING=1")
        {
            last = await ToldAsync(manager);
        }
    }

    private static async Task<string> ToldAsync(Socket manager)
    {
        var buffer = new byte[512];
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30), TimeProvider.System);
        return Encoding.UTF8.GetString(buffer, 0, await manager.ReceiveAsync(buffer, limit.Token));
    }
}
