using System.Text.Json;
using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger;

/// <summary>Says in words what the ledger kinds of one module mean. Register with AddSingleton.</summary>
public interface ILedgerWords
{
    /// <summary>Kind to name.</summary>
    IReadOnlyDictionary<string, LocalizedText> Names { get; }

    /// <summary>One sentence about an entry of one of <see cref="Names"/>; null = the name and what the body gives as reason or remark will do.</summary>
    LocalizedText? Summarize(LedgerEntry entry, JsonElement body) => null;
}
