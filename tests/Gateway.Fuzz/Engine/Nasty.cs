namespace Gateway.Fuzz.Engine;

/// <summary>What parsers stumble over.</summary>
internal static class Nasty
{
    public static IReadOnlyList<byte> Bytes { get; } =
        [0, 1, 7, 8, 9, 10, 13, 0x1F, (byte)' ', (byte)'"', (byte)'\'', (byte)',', (byte)'/', (byte)'\\', (byte)'{', (byte)'}', (byte)'[', (byte)']', 0x7F, 0x80, 0xC0, 0xED, 0xF4, 0xFE, 0xFF];

    public static IReadOnlyList<long> Numbers { get; } =
    [
        0, 1, 2, 127, 128, 255, 256, 1000, short.MaxValue, ushort.MaxValue, 1 << 16, 1 << 20, 268_435_455, int.MaxValue, uint.MaxValue, 1L << 53, long.MaxValue - 1, long.MinValue + 1, -1,
        DateTimeTicks, DateTimeTicks + 10_000,
    ];

    public static IReadOnlyList<string> Figures { get; } =
    [
        "0", "-0", "-1", "1e308", "1e309", "-1e400", "1e-400", "0.1", "00", "2147483647", "2147483648", "-2147483649", "4294967296", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "3155378975999999999", "3155378976000000000", "99999999999999999999999999999999999999", "1e2147483648", "NaN", "Infinity", "9999", "10000", "0x10", "1_0", "١",
    ];

    public static IReadOnlyList<(string Open, string Close)> Brackets { get; } = [("[", "]"), ("{\"a\":", "}"), ("(", ")"), ("\"", "\""), ("<a>", "</a>"), ("not ", ""), ("-", "")];

    /// <summary>Unfinished and overlong UTF-8, half surrogates in two spellings, signs that turn the direction, and words other layers understand.</summary>
    public static IReadOnlyList<byte[]> Tokens { get; } =
    [
        [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0xE2, 0x82], [0xEF, 0xBB, 0xBF], [0xF8, 0x88, 0x80, 0x80, 0x80], "\\ud800"u8.ToArray(), "\\udfff\\ud800"u8.ToArray(), "\\u0000"u8.ToArray(),
        "\0"u8.ToArray(), "\u202E"u8.ToArray(), "null"u8.ToArray(), "true"u8.ToArray(), "[]"u8.ToArray(), "{}"u8.ToArray(), "\"\""u8.ToArray(), "\"x\""u8.ToArray(), "0001-01-01T00:00:00+14:00"u8.ToArray(),
        "9999-12-31T23:59:59.9999999-14:00"u8.ToArray(), "2026-02-29T24:00:60Z"u8.ToArray(), "../../../etc/passwd"u8.ToArray(), "%00"u8.ToArray(), "${PATH}"u8.ToArray(), "{id}"u8.ToArray(),
        "'; DROP TABLE entry; --"u8.ToArray(), "<!DOCTYPE a [<!ENTITY b \"c\">]>"u8.ToArray(), "#"u8.ToArray(), "+"u8.ToArray(), "$share/"u8.ToArray(), "\r\n"u8.ToArray(), "//"u8.ToArray(), "/*"u8.ToArray(),
    ];

    // Just past the last tick of the year 9999.
    private const long DateTimeTicks = 3_155_378_976_000_000_000;
}
