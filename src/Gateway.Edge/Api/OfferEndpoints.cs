using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Uplink.Commands;

namespace Gateway.Edge.Api;

/// <summary>Rule packs the center offers: what waits, what it would change, and taking it away. Applying is <c>gateway offers apply</c>: it writes the configuration.</summary>
internal static class OfferEndpoints
{
    public static void Map(RouteGroupBuilder offers, EdgeRuntime runtime, ConfigurationSource source)
    {
        offers.MapGet("", runtime.Offers.All).WithSummary("Rule packs the warning center offered; nothing applies them but a person");
        offers.MapGet("/{id}/difference", (string id) => Difference(runtime, source, id))
            .Produces<OfferDifferenceView>().ProducesProblem(StatusCodes.Status404NotFound).WithSummary("What an offered pack would change, figure by figure");
        offers.MapDelete("/{id}", (string id, string? actor, string? reason) => Remove(runtime, id, actor, reason))
            .Produces(StatusCodes.Status204NoContent).ProducesProblem(StatusCodes.Status400BadRequest).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Takes an offer away: DELETE ?actor&reason");
    }

    private static IResult Difference(EdgeRuntime runtime, ConfigurationSource source, string id)
    {
        if (runtime.Offers.Find(id) is not var (offer, text))
        {
            return ApiProblems.Unknown("offer", id);
        }

        var used = OfferedPacks.InUse(runtime.Options, source, offer.Pack);
        return Results.Ok(new OfferDifferenceView(offer, used?.Version, PackDifference.Of(used?.Text, text)));
    }

    private static IResult Remove(EdgeRuntime runtime, string id, string? actor, string? reason)
    {
        if (ActCheck.Problem(new ActRequest(actor, reason), out _) is { } problem)
        {
            return problem;
        }

        if (!runtime.Offers.Remove(id))
        {
            return ApiProblems.Unknown("offer", id);
        }

        runtime.Events.RecordCommand("packOfferRemoved", id, actor!, reason ?? "");
        return Results.NoContent();
    }
}

/// <param name="VersionInUse">Of the pack of that id; null = none is in use.</param>
public sealed record OfferDifferenceView(PackOffer Offer, string? VersionInUse, IReadOnlyList<PackChange> Changes);
