using Gateway.Core.Measurements;

namespace Gateway.Edge.Composition;

/// <summary>The gateway cannot start for a reason a person can mend; the text says which. Nothing is left running.</summary>
public sealed class EdgeStartException(LocalizedText text, Exception inner) : Exception(text.En, inner)
{
    public LocalizedText Text { get; } = text;
}
