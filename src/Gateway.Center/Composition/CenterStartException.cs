using Gateway.Core.Measurements;

namespace Gateway.Center.Composition;

/// <summary>The center cannot start for a reason a person can mend; the text says which. Nothing is left running.</summary>
public sealed class CenterStartException(LocalizedText text, Exception? inner = null) : Exception(text.En, inner)
{
    public LocalizedText Text { get; } = text;
}
