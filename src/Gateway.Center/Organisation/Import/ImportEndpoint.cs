using System.Text;
using Gateway.Center.Access;
using Gateway.Center.Composition;

namespace Gateway.Center.Organisation.Import;

/// <summary>Takes a sheet as <c>text/csv</c> in UTF-8, at most 1 MiB.</summary>
internal static class ImportEndpoint
{
    private static readonly UTF8Encoding s_strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static void Map(IEndpointRouteBuilder api) => api.MapPost("/organisation/import", ImportAsync).Needs(CenterAct.ManageOrganisation);

    private static async Task<IResult> ImportAsync(HttpContext context, bool? apply, OrganisationImport import, CancellationToken cancellation)
    {
        try
        {
            using var reader = new StreamReader(context.Request.Body, s_strict);
            var text = await reader.ReadToEndAsync(cancellation);
            return (await import.RunAsync(text, apply ?? true, context.User(), cancellation)).Answer();
        }
        catch (DecoderFallbackException)
        {
            return CenterProblem.Of(StatusCodes.Status400BadRequest, "import.encoding", "请将表格另存为 UTF-8 编码的 CSV", "save the sheet as CSV in UTF-8");
        }
    }
}
