using System.Net;
using System.Net.Sockets;
using Gateway.Drivers.Modbus.Transports;
using Gateway.Drivers.Modbus.Transports.DialIn;
using Gateway.Fuzz.Engine;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Fuzz.Targets.Modbus;

/// <summary>
/// Strangers at the port that devices dial in to, over real sockets: whoever does not send a registration is hung up on, whoever does is the line's, and
/// after each stranger a device still gets in.
/// </summary>
internal sealed class DialInTarget : FuzzTarget
{
    private static readonly byte[] s_registration = "site-1"u8.ToArray();
    private readonly ManualTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));
    private readonly IPEndPoint _endPoint = new(IPAddress.Loopback, FreePort.Next());
    private DialInChannelFactory? _line;
    private Task<IByteChannel>? _open;
    private int _calls;

    public override string Name => "modbus-dial-in";

    public override int MaxLength => 600;

    public override IReadOnlyList<string> Tokens { get; } = ["site-1", "site-10", "site-", "SITE-1"];

    public override IEnumerable<byte[]> Seeds() => ["site-1"u8.ToArray(), "site-1\u0001\u0003\u0002"u8.ToArray(), "stranger"u8.ToArray()];

    public override string Execute(byte[] input)
    {
        _line ??= new DialInChannelFactory(_endPoint, s_registration, TimeSpan.FromSeconds(10), _time);
        _open ??= _line.OpenAsync(CancellationToken.None).AsTask();
        var isDevice = input.AsSpan().StartsWith(s_registration);
        Call(input, isDevice);
        if (isDevice || _calls++ % 20 == 0)
        {
            if (!isDevice)
            {
                Call(s_registration, isDevice: true);
            }

            Oracle.Demand(_open.Wait(TimeSpan.FromSeconds(30)), "a device gets in");
            _open.GetAwaiter().GetResult().Dispose();
            _open = null;
        }

        return $"{isDevice} {Math.Min(input.Length / 100, 3)}";
    }

    public override void Dispose()
    {
        _line?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        base.Dispose();
    }

    private void Call(byte[] says, bool isDevice)
    {
        using var caller = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        caller.Connect(_endPoint);
        caller.Send(says);
        if (isDevice)
        {
            Oracle.Demand(_open!.Wait(TimeSpan.FromSeconds(30)), "a device gets in");
            return;
        }

        // Hung up on: the end of the stream, or a reset when it had said more than was read.
        caller.Shutdown(SocketShutdown.Send);
        Oracle.Demand(Ends(caller), "a stranger is hung up on");
        Oracle.Demand(!_open!.IsCompleted, "a stranger is no device");
    }

    private static bool Ends(Socket stranger)
    {
        stranger.ReceiveTimeout = 30_000;
        try
        {
            return stranger.Receive(new byte[1]) == 0;
        }
        catch (SocketException gone)
        {
            return gone.SocketErrorCode == SocketError.ConnectionReset;
        }
    }
}
