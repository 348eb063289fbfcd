using System.Runtime.InteropServices;
using Gateway.Drivers.Modbus.Options;

namespace Gateway.Drivers.Modbus.Transports.Serial;

/// <summary>Opens a serial port as raw bytes with 8 data bits, and nothing of a terminal left on it.</summary>
internal static unsafe class SerialPortSettings
{
    private const uint DataBits8 = 0x30;
    private const uint TwoStopBits = 0x40;
    private const uint EnableReceiver = 0x80;
    private const uint ParityOn = 0x100;
    private const uint ParityOdd = 0x200;
    private const uint IgnoreModemLines = 0x800;
    private const uint HardwareFlow = 0x8000_0000;
    private const uint CheckParity = 0x10;
    private const uint IgnoreParityErrors = 0x4;
    private const uint Rs485Enabled = 1;
    private const uint Rs485RtsOnSend = 2;

    /// <summary>Returns the file descriptor.</summary>
    /// <exception cref="IOException">It cannot be opened or set up.</exception>
    public static int Open(ModbusTransportOptions options)
    {
        var path = options.SerialPort!;
        var fd = Libc.Open(path, Libc.ReadWrite | Libc.NoControllingTerminal | Libc.NonBlocking | Libc.CloseOnExec);
        if (fd < 0)
        {
            throw Failure(path, "open");
        }

        try
        {
            Configure(fd, path, options);
            return fd;
        }
        catch (IOException)
        {
            _ = Libc.Close(fd);
            throw;
        }
    }

    private static void Configure(int fd, string path, ModbusTransportOptions options)
    {
        Libc.Termios termios;
        Check(Libc.GetAttributes(fd, &termios), path, "read the settings of");
        Libc.MakeRaw(&termios);
        termios.Control &= ~(DataBits8 | TwoStopBits | ParityOn | ParityOdd | HardwareFlow);
        termios.Control |= DataBits8 | EnableReceiver | IgnoreModemLines | ControlOf(options);
        if (options.Parity != SerialParity.None)
        {
            // A byte with wrong parity is left out; the CRC of the frame then fails, as it should.
            termios.Input |= CheckParity | IgnoreParityErrors;
        }

        Check(Libc.SetSpeed(&termios, SpeedOf(options.Baud)), path, "set the rate of");
        Check(Libc.SetAttributes(fd, Libc.ApplyNow, &termios), path, "set up");
        Check(Libc.IoControl(fd, Libc.SetExclusive, null), path, "reserve");
        if (options.Rs485)
        {
            var rs485 = new Libc.Rs485 { Flags = Rs485Enabled | Rs485RtsOnSend };
            Check(Libc.IoControl(fd, Libc.SetRs485, &rs485), path, "switch to RS-485");
        }

        _ = Libc.Flush(fd, Libc.FlushBoth);
    }

    private static uint ControlOf(ModbusTransportOptions options)
    {
        var parity = options.Parity switch
        {
            SerialParity.Even => ParityOn,
            SerialParity.Odd => ParityOn | ParityOdd,
            _ => 0u,
        };
        var stopBits = options.StopBits ?? (options.Parity == SerialParity.None ? 2 : 1);
        return parity | (stopBits == 2 ? TwoStopBits : 0);
    }

    /// <summary>The Bnnn constants of termios.h.</summary>
    private static uint SpeedOf(int baud) => baud switch
    {
        1200 => 9,
        2400 => 11,
        4800 => 12,
        19_200 => 14,
        38_400 => 15,
        57_600 => 0x1001,
        115_200 => 0x1002,
        230_400 => 0x1003,
        460_800 => 0x1004,
        921_600 => 0x1007,
        _ => 13,
    };

    private static void Check(int result, string path, string what)
    {
        if (result < 0)
        {
            throw Failure(path, what);
        }
    }

    private static IOException Failure(string path, string what) =>
        new($"Cannot {what} {path}: {Marshal.GetPInvokeErrorMessage(Marshal.GetLastPInvokeError())}.");
}
