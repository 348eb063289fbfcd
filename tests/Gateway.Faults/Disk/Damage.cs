namespace Gateway.Faults.Disk;

/// <summary>One way in which a file goes bad.</summary>
internal sealed record Damage(string Name, Action<byte[], Random> Change, Func<byte[], Random, int>? Cut = null)
{
    private static readonly Damage[] s_all =
    [
        new("bit flip", (bytes, random) => bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8))),
        new("bit flips", (bytes, random) =>
        {
            for (var i = random.Next(2, 20); i > 0; i--)
            {
                bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            }
        }),
        new("zero block", (bytes, random) => Block(bytes, random).Clear()),
        new("noise block", (bytes, random) => random.NextBytes(Block(bytes, random))),
        new("truncation", (_, _) => { }, (bytes, random) => random.Next(bytes.Length)),
    ];

    public static Damage Of(Random random) => s_all[random.Next(s_all.Length)];

    public void Strike(string path, Random random)
    {
        var bytes = File.ReadAllBytes(path);
        if (bytes.Length > 0)
        {
            Change(bytes, random);
            File.WriteAllBytes(path, Cut is null ? bytes : bytes[..Cut(bytes, random)]);
        }
    }

    /// <summary>A sector, a page, or several of them, where the disk has them.</summary>
    private static Span<byte> Block(byte[] bytes, Random random)
    {
        var size = 512 << random.Next(6);
        var start = random.Next(bytes.Length) / 512 * 512;
        return bytes.AsSpan(start, Math.Min(size, bytes.Length - start));
    }
}
