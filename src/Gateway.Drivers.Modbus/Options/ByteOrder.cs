namespace Gateway.Drivers.Modbus.Options;

/// <summary>
/// Order of the bytes of a value of two or four registers on the wire; A is the most significant byte. Four-register
/// values extend the pattern: ABCDEFGH, GHEFCDAB, BADCFEHG, HGFEDCBA. One-register values and strings use only the byte half:
/// swapped for BADC and DCBA.
/// </summary>
public enum ByteOrder
{
    /// <summary>Big-endian throughout, as the Modbus specification has it.</summary>
    ABCD = 0,

    /// <summary>Low word first, bytes in order.</summary>
    CDAB = 1,

    /// <summary>High word first, bytes of each word swapped.</summary>
    BADC = 2,

    /// <summary>Little-endian throughout.</summary>
    DCBA = 3,
}
