namespace Gateway.Core.Measurements;

/// <summary>A text a person reads, in both languages. Neither may be empty.</summary>
public sealed record LocalizedText(string Zh, string En)
{
    public string In(bool chinese) => chinese ? Zh : En;

    public override string ToString() => $"{Zh} / {En}";
}
