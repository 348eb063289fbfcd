using Gateway.Center.Data;
using Gateway.Center.Evidence.Content;

namespace Gateway.Center.Ingest.Ranges;

/// <summary>What an evidence package says of the completeness of its window.</summary>
internal sealed class CompletenessStatement(Completeness completeness) : ICompletenessStatement
{
    public async Task<object> OfAsync(CenterDb db, string site, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation) =>
        await completeness.OfAsync(db, site, from, to, cancellation);
}
