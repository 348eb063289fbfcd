using Gateway.Center.Access;
using Gateway.Center.Data;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Organisation.Units;

internal static class UnitEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/units", ListAsync).Needs(CenterAct.See);
        api.MapPost("/units", async (UnitRequest request, HttpContext context, UnitDesk desk, CancellationToken cancellation) =>
            (await desk.CreateAsync(request, context.User(), cancellation)).Answer(StatusCodes.Status201Created)).Needs(CenterAct.ManageOrganisation);
        api.MapPut("/units/{id}", async (string id, UnitRequest request, HttpContext context, UnitDesk desk, CancellationToken cancellation) =>
            (await desk.ChangeAsync(id, request, context.User(), cancellation)).Answer()).Needs(CenterAct.ManageOrganisation);
        api.MapDelete("/units/{id}", async (string id, HttpContext context, UnitDesk desk, CancellationToken cancellation) =>
            (await desk.RemoveAsync(id, context.User(), cancellation)).Answer()).Needs(CenterAct.ManageOrganisation);
        api.MapGet("/levels", (OrganisationSeeds seeds) => TypedResults.Ok(seeds.Levels)).Needs(CenterAct.See);
        api.MapGet("/roles", (OrganisationSeeds seeds) => TypedResults.Ok(seeds.Roles)).Needs(CenterAct.See);
        api.MapGet("/industries", (OrganisationSeeds seeds) => TypedResults.Ok(seeds.Industries)).Needs(CenterAct.See);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CenterStore store, CancellationToken cancellation)
    {
        var scope = context.User().ScopePath;
        var units = await store.ReadAsync(
            db => db.Set<OrgUnit>().Where(unit => unit.Path.StartsWith(scope)).OrderBy(unit => unit.Path).ToListAsync(cancellation), cancellation);
        return TypedResults.Ok(units.Select(UnitView.Of).ToList());
    }
}
