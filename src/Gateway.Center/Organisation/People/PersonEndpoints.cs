using Gateway.Center.Access;
using Gateway.Center.Data;

namespace Gateway.Center.Organisation.People;

internal static class PersonEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/people", ListAsync).Needs(CenterAct.See);
        api.MapPost("/people", async (PersonRequest request, HttpContext context, PersonDesk desk, CancellationToken cancellation) =>
            (await desk.CreateAsync(request, context.User(), cancellation)).Answer(StatusCodes.Status201Created)).Needs(CenterAct.ManagePeople);
        api.MapPut("/people/{id}", async (string id, PersonRequest request, HttpContext context, PersonDesk desk, CancellationToken cancellation) =>
            (await desk.ChangeAsync(id, request, context.User(), cancellation)).Answer()).Needs(CenterAct.ManagePeople);
        api.MapPost("/people/{id}/reviewed", async (string id, HttpContext context, PersonDesk desk, CancellationToken cancellation) =>
            (await desk.ReviewAsync(id, context.User(), cancellation)).Answer()).Needs(CenterAct.ManagePeople);
    }

    private static async Task<IResult> ListAsync(
        HttpContext context, string? unit, bool? due, CenterStore store, OrganisationSeeds seeds, TimeProvider time, CancellationToken cancellation)
    {
        DateTimeOffset? dueBefore = due == true ? ContactReview.DueBefore(time.GetUtcNow()) : null;
        return TypedResults.Ok(await store.ReadAsync(db => PersonView.ListAsync(db, context.User(), unit, dueBefore, seeds, cancellation), cancellation));
    }
}
