namespace Gateway.Simulators.Encoding;

/// <summary>
/// Order of the bytes of a multi-register value on the wire; 123.456f is ABCD <c>42F6 E979</c>, CDAB <c>E979 42F6</c>,
/// BADC <c>F642 79E9</c>, DCBA <c>79E9 F642</c>. For 64 bits the same two switches apply: reversed words, swapped bytes.
/// </summary>
public enum ByteOrder
{
    Abcd,
    Cdab,
    Badc,
    Dcba,
}
