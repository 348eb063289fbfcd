using System.Net;
using System.Net.Sockets;
using Gateway.Drivers.Modbus.Transports;

namespace Gateway.Drivers.Modbus.Tests.Client;

public class TcpChannelFactoryTests
{
    [Fact]
    public async Task A_socket_connected_to_itself_is_no_device()
    {
        using var self = new Socket(SocketType.Stream, ProtocolType.Tcp);
        self.Bind(new IPEndPoint(IPAddress.Loopback.MapToIPv6(), 0));
        await self.ConnectAsync(self.LocalEndPoint!);
        TcpChannelFactory.IsToItself(self).ShouldBeTrue();

        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var other = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await other.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port);
        TcpChannelFactory.IsToItself(other).ShouldBeFalse();
    }
}
