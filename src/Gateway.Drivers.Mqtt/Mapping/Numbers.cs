using System.Buffers.Text;

namespace Gateway.Drivers.Mqtt.Mapping;

/// <summary>Numbers as devices write them.</summary>
internal static class Numbers
{
    /// <summary>Reads a finite number with blanks around it and nothing else; a comma is not a decimal point.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t\r\n"u8);
        if (text is [(byte)'+', (byte)'0' or (byte)'1' or (byte)'2' or (byte)'3' or (byte)'4' or (byte)'5' or (byte)'6' or (byte)'7' or (byte)'8' or (byte)'9', ..])
        {
            text = text[1..];
        }

        return Utf8Parser.TryParse(text, out value, out var used) && used == text.Length && double.IsFinite(value);
    }

    /// <summary>1 or 0 for true/false, on/off, yes/no in any case, and for numbers.</summary>
    public static bool TryReadBoolean(ReadOnlySpan<byte> text, out double value)
    {
        text = text.Trim(" \t\r\n"u8);
        if (IsOneOf(text, "true"u8, "on"u8, "yes"u8))
        {
            value = 1;
            return true;
        }

        if (IsOneOf(text, "false"u8, "off"u8, "no"u8))
        {
            value = 0;
            return true;
        }

        var isNumber = TryRead(text, out value);
        value = value == 0 ? 0 : 1;
        return isNumber;
    }

    private static bool IsOneOf(ReadOnlySpan<byte> text, ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, ReadOnlySpan<byte> c) =>
        System.Text.Ascii.EqualsIgnoreCase(text, a) || System.Text.Ascii.EqualsIgnoreCase(text, b) || System.Text.Ascii.EqualsIgnoreCase(text, c);
}
