using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Tests.Support;

/// <summary>A parser with a mistake in it that shows only behind a word.</summary>
internal sealed class PlantedTarget(string word, Action misbehave) : FuzzTarget
{
    public override string Name => "planted";

    public override int MaxLength => 256;

    public override long AllowedBytes => 100_000;

    public override IReadOnlyList<string> Tokens => [word];

    public override IEnumerable<byte[]> Seeds() => ["good input that does nothing wrong"u8.ToArray()];

    public override string Execute(byte[] input)
    {
        if (input.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(word)) >= 0)
        {
            misbehave();
        }

        return $"{input.Length / 16}";
    }
}
