using System.Text;
using Gateway.Contracts.V1.Link;
using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Targets.Link;

/// <summary>A JSON message of the link: what is taken, written again, is taken as the same.</summary>
/// <param name="good">One good message.</param>
/// <param name="use">What the receiver does with it beyond reading.</param>
internal sealed class LinkTarget<T>(string name, T good, Action<T>? use = null) : FuzzTarget
    where T : class
{
    public override string Name => name;

    public override IReadOnlyList<string> Tokens { get; } = LinkTokens.Of<T>();

    public override IEnumerable<byte[]> Seeds() => [LinkJson.Encode(good)];

    public override string Execute(byte[] input)
    {
        if (LinkJson.TryDecode<T>(input, out var error) is not { } message)
        {
            Oracle.Demand(error.Length > 0, "a message that is not taken has a reason");
            return Oracle.Shape(error);
        }

        var written = LinkJson.Encode(message);
        var again = LinkJson.TryDecode<T>(written, out var second);
        Oracle.Demand(again is not null, "what was written is taken: " + second);
        Oracle.Same(LinkJson.Encode(again!), written, "what is taken, written again, is the same");
        use?.Invoke(message);
        return $"taken {Encoding.UTF8.GetCharCount(written) / 64}";
    }
}
