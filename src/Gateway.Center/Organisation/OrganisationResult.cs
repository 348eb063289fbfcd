using Gateway.Center.Composition;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Organisation;

/// <summary>How a change of the organisation ended: done, wrong by field, not there (or out of sight), or refused.</summary>
internal sealed record OrganisationResult(object? Made = null, ConfigurationErrors? Errors = null, IResult? Refusal = null)
{
    public static OrganisationResult NotThere { get; } = new(Refusal: CenterProblem.NotFound());

    public IResult Answer(int done = StatusCodes.Status200OK) => this switch
    {
        { Refusal: { } refusal } => refusal,
        { Errors: { Any: true } errors } => CenterProblem.Fields(errors),
        { Made: { } made } => TypedResults.Json(made, statusCode: done),
        _ => TypedResults.NoContent(),
    };
}
