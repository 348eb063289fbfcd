using System.Buffers.Binary;
using System.Text;

namespace Gateway.Fuzz.Engine;

/// <summary>Changes inputs. The same seed gives the same changes. One thread.</summary>
public sealed class Mutator
{
    private const int MostChanges = 6;
    private readonly Random _random;
    private readonly int _maxLength;
    private readonly byte[][] _tokens;
    private readonly Func<byte[], byte[]>[] _changes;

    public Mutator(int seed, IReadOnlyList<string> tokens, int maxLength)
    {
        _random = new Random(seed);
        _maxLength = maxLength;
        _tokens = [.. tokens.Select(Encoding.UTF8.GetBytes), .. Nasty.Tokens];
        _changes = [FlipBit, SetByte, AddToByte, InsertBytes, RemoveBlock, RepeatBlock, MoveBlock, PutToken, PutToken, PutNumber, PutNumber, ZeroBlock, Truncate, Nest, ChangeDigits, ChangeDigits];
    }

    /// <summary>Another input, made of one and now and then of a second.</summary>
    public byte[] Next(byte[] one, byte[] other)
    {
        var input = _random.Next(8) == 0 ? Splice(one, other) : one;
        for (var left = 1 + _random.Next(MostChanges); left > 0; left--)
        {
            input = _changes[_random.Next(_changes.Length)](input);
        }

        return input.Length > _maxLength ? input[.._maxLength] : input;
    }

    /// <summary>One of a list.</summary>
    public T Pick<T>(IReadOnlyList<T> list) => list[_random.Next(list.Count)];

    private byte[] Splice(byte[] one, byte[] other) => [.. one[.._random.Next(one.Length + 1)], .. other[_random.Next(other.Length + 1)..]];

    private byte[] FlipBit(byte[] input) => Changed(input, (bytes, at) => bytes[at] ^= (byte)(1 << _random.Next(8)));

    private byte[] SetByte(byte[] input) => Changed(input, (bytes, at) => bytes[at] = Nasty.Bytes[_random.Next(Nasty.Bytes.Count)]);

    private byte[] AddToByte(byte[] input) => Changed(input, (bytes, at) => bytes[at] += (byte)_random.Next(-4, 5));

    private byte[] ZeroBlock(byte[] input) => Changed(input, (bytes, at) => bytes.AsSpan(at, _random.Next(bytes.Length - at + 1)).Clear());

    private byte[] Truncate(byte[] input) => input[.._random.Next(input.Length + 1)];

    private byte[] InsertBytes(byte[] input)
    {
        var bytes = new byte[1 + _random.Next(16)];
        _random.NextBytes(bytes);
        return Insert(input, bytes);
    }

    private byte[] RemoveBlock(byte[] input)
    {
        var (from, to) = Block(input);
        return [.. input[..from], .. input[to..]];
    }

    private byte[] RepeatBlock(byte[] input)
    {
        var (from, to) = Block(input);
        var times = 1 << _random.Next(7);
        var room = Math.Max(0, _maxLength - input.Length);
        var block = input[from..to];
        return block.Length == 0 ? input : Insert(input, [.. Enumerable.Repeat(block, Math.Min(times, 1 + (room / block.Length))).SelectMany(part => part)]);
    }

    private byte[] MoveBlock(byte[] input)
    {
        var (from, to) = Block(input);
        return Insert([.. input[..from], .. input[to..]], input[from..to]);
    }

    private byte[] PutToken(byte[] input)
    {
        var token = Pick(_tokens);
        return _random.Next(2) == 0 ? Insert(input, token) : Overwrite(input, token);
    }

    /// <summary>Numbers at their limits, as lengths and counts are written: both byte orders, and varints.</summary>
    private byte[] PutNumber(byte[] input)
    {
        var number = Nasty.Numbers[_random.Next(Nasty.Numbers.Count)] + _random.Next(-1, 2);
        var bytes = new byte[8];
        switch (_random.Next(5))
        {
            case 0:
                BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
                break;
            case 1:
                BinaryPrimitives.WriteInt32BigEndian(bytes, (int)number);
                bytes = bytes[..4];
                break;
            case 2:
                BinaryPrimitives.WriteInt16BigEndian(bytes, (short)number);
                bytes = bytes[..2];
                break;
            case 3:
                bytes = Varint((ulong)number);
                break;
            default:
                BinaryPrimitives.WriteInt32LittleEndian(bytes, (int)number);
                bytes = bytes[..4];
                break;
        }

        return _random.Next(3) == 0 ? Insert(input, bytes) : Overwrite(input, bytes);
    }

    /// <summary>Replaces a run of decimal digits by a number at its limit.</summary>
    private byte[] ChangeDigits(byte[] input)
    {
        var starts = Enumerable.Range(0, input.Length).Where(at => IsDigit(input[at]) && (at == 0 || !IsDigit(input[at - 1]))).ToList();
        if (starts.Count == 0)
        {
            return input;
        }

        var from = Pick(starts);
        var to = from;
        while (to < input.Length && IsDigit(input[to]))
        {
            to++;
        }

        return [.. input[..from], .. Encoding.ASCII.GetBytes(Nasty.Figures[_random.Next(Nasty.Figures.Count)]), .. input[to..]];
    }

    private byte[] Nest(byte[] input)
    {
        var (open, close) = Nasty.Brackets[_random.Next(Nasty.Brackets.Count)];
        var depth = Math.Min(1 << _random.Next(12), Math.Max(1, (_maxLength - input.Length) / (open.Length + close.Length)));
        var (from, to) = Block(input);
        return
        [
            .. input[..from], .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(open, depth))), .. input[from..to],
            .. Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat(close, _random.Next(4) == 0 ? 0 : depth))), .. input[to..],
        ];
    }

    private (int From, int To) Block(byte[] input)
    {
        var from = _random.Next(input.Length + 1);
        return (from, from + _random.Next(Math.Min(input.Length - from, 64) + 1));
    }

    private byte[] Insert(byte[] input, byte[] bytes)
    {
        var at = _random.Next(input.Length + 1);
        return [.. input[..at], .. bytes, .. input[at..]];
    }

    private byte[] Overwrite(byte[] input, byte[] bytes)
    {
        var at = _random.Next(input.Length + 1);
        return [.. input[..at], .. bytes, .. input[Math.Min(input.Length, at + bytes.Length)..]];
    }

    private byte[] Changed(byte[] input, Action<byte[], int> change)
    {
        if (input.Length == 0)
        {
            return input;
        }

        var copy = (byte[])input.Clone();
        change(copy, _random.Next(copy.Length));
        return copy;
    }

    private static bool IsDigit(byte letter) => letter is >= (byte)'0' and <= (byte)'9';

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }

        bytes.Add((byte)value);
        return [.. bytes];
    }
}
