using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Gateway.Testing.Peers;

/// <summary>
/// Loopback TCP ports for servers that a test starts, and stops and starts again. The system's own choice (port 0) may be given to somebody else between the asking
/// and the listening, and while a broker is down for a test; so the tests of all processes take turns through one range that the system does not give away by itself.
/// </summary>
public static class FreePort
{
    // Below 32768, where Linux begins to choose (net.ipv4.ip_local_port_range), and above what daemons are installed on.
    private const int First = 11_000;
    private const int Last = 32_000;

    private static readonly string s_last = Path.Combine(Path.GetTempPath(), $"gateway-test-ports-{Environment.UserName}");

    /// <summary>A port that nobody listens on and that nobody else is given before all the others. Thread-safe, between processes too.</summary>
    public static int Next()
    {
        using var turns = new Mutex(false, @"Global\gateway-test-ports");
        Own(turns);
        try
        {
            return NextFree();
        }
        finally
        {
            turns.ReleaseMutex();
        }
    }

    private static void Own(Mutex turns)
    {
        try
        {
            turns.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Its process was killed; it is ours now, and the file holds a port or an old one, either will do.
        }
    }

    private static int NextFree()
    {
        var port = File.Exists(s_last) && int.TryParse(File.ReadAllText(s_last), CultureInfo.InvariantCulture, out var last) ? last : 0;
        for (var tries = Last - First; tries > 0; tries--)
        {
            port = port is >= First and < Last ? port + 1 : First;
            if (IsFree(port))
            {
                File.WriteAllText(s_last, port.ToString(CultureInfo.InvariantCulture));
                return port;
            }
        }

        throw new InvalidOperationException($"No loopback port from {First} to {Last} is free.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Any, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
