using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Identity.Authority;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ledger;
using Gateway.Center.Sites;
using Gateway.Pipeline.Configuration;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Identity.Enrolment;

/// <summary>Tokens and certificates of gateways, for administrators; enrolling and renewing, for gateways.</summary>
internal static class EnrolmentEndpoints
{
    // The common name of a certificate: RFC 5280, appendix A.
    private const int LongestName = 64;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/enrolments", ListAsync).Needs(CenterAct.ManageSettings);
        api.MapPost("/enrolments", MakeAsync).Needs(CenterAct.ManageSettings);
        api.MapDelete("/enrolments/{id}", RevokeTokenAsync).Needs(CenterAct.ManageSettings);
        api.MapGet("/certificates", CertificatesAsync).Needs(CenterAct.ManageSettings);
        api.MapPost("/certificates/{serial}/revoke", RevokeCertificateAsync).Needs(CenterAct.ManageSettings);
        api.MapGet("/identity", (CountyAuthority authority, OfferKey offers, CenterOptions options) => TypedResults.Ok(new IdentityView(authority.Pem, offers.PublicPem, MostHours(options))))
            .AddEndpointFilter(TellUnusableAsync).Needs(CenterAct.ManageSettings);
        api.MapPost("/enrol", EnrolAsync).AddEndpointFilter(TellUnusableAsync).WithMetadata(OpenEndpoint.Instance);
        api.MapPost("/enrol/renew", RenewAsync).AddEndpointFilter(TellUnusableAsync).WithMetadata(OpenEndpoint.Instance);
    }

    // The token stays good: what was begun is not committed. Which file it is, the health says to who is signed in.
    private static async ValueTask<object?> TellUnusableAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (IdentityException)
        {
            return CenterProblem.Of(
                StatusCodes.Status503ServiceUnavailable, "identity.unusable", "县中心的身份文件无法使用，暂不能登记；请管理员查看健康页",
                "the center's own keys cannot be used, so nobody can be enrolled now; its administrator finds the cause on the health page");
        }
    }

    private static async Task<IResult> EnrolAsync(EnrolmentRequest body, HttpContext context, EnrolmentDesk desk, DutyScheduler duties) =>
        Answer(await desk.EnrolAsync(body.Token ?? "", body.Request ?? "", AddressOf(context), context.RequestAborted), duties);

    private static async Task<IResult> RenewAsync(RenewalRequest body, HttpContext context, EnrolmentDesk desk, DutyScheduler duties) =>
        Answer(await desk.RenewAsync(body.Certificate ?? "", body.Request ?? "", body.Signature ?? "", AddressOf(context), context.RequestAborted), duties);

    private static IResult Answer(EnrolmentAnswer? answer, DutyScheduler duties)
    {
        if (answer is null)
        {
            return CenterProblem.Of(
                StatusCodes.Status403Forbidden, "enrolment.refused", "令牌或证书无效、已用过或已过期，或请求有误；请向县中心管理员索取新令牌",
                "the token or certificate is not good, used or expired, or the request is wrong; ask the center's administrator for a new token");
        }

        duties.Wake(BrokerFilesDuty.DutyName);
        return TypedResults.Ok(answer);
    }

    private static async Task<IResult> ListAsync(HttpContext context, CenterStore store)
    {
        var (user, cancellation) = (context.User(), context.RequestAborted);
        var (tokens, paths) = await store.ReadAsync(
            async db => (await db.Set<EnrolmentToken>().OrderByDescending(token => token.MadeAt).Take(1_000).ToListAsync(cancellation), await PathsAsync(db, cancellation)), cancellation);
        return TypedResults.Ok(tokens.Where(token => user.Sees(paths.GetValueOrDefault(token.SiteId, "/"))).Select(token => EnrolmentView.Of(token)));
    }

    private static async Task<IResult> MakeAsync(HttpContext context, EnrolmentDraft draft, CenterStore store, CenterOptions options)
    {
        var user = context.User();
        var errors = new ConfigurationErrors();
        var (site, edge, hours) = (draft.Site ?? "", draft.Edge ?? "edge-1", draft.Hours ?? 24);
        errors.Require(LinkIds.IsId(site), "site", site, "1 到 64 个字母、数字、. _ -", "1 to 64 letters, digits, . _ -");
        errors.Require(LinkIds.IsId(edge) && !edge.Contains('.'), "edge", edge, "1 到 64 个字母、数字、_ -（不含点）", "1 to 64 letters, digits, _ - (no dot)");
        errors.Require(EdgeCertificate.NameOf(site, edge).Length <= LongestName, "edge", edge, "站点与网关编号合计不超过 63 个字符", "site and edge together at most 63 characters");
        var most = MostHours(options);
        errors.Require(hours >= 1 && hours <= most, "hours", draft.Hours, $"1 到 {most}", $"1 to {most}");
        if (errors.Any)
        {
            return CenterProblem.Fields(errors);
        }

        return await store.WriteAsync<IResult>(
            async work =>
            {
                var fact = await EnrolmentDesk.FactAsync(work, "enrolment.token-made", site, edge, context.RequestAborted);
                if (!user.Sees(fact.UnitPath))
                {
                    return CenterProblem.NotFound();
                }

                var secret = EnrolmentToken.New();
                var token = new EnrolmentToken
                {
                    Id = Guid.CreateVersion7(work.Now).ToString("n"), SiteId = site, EdgeId = edge, Hash = EnrolmentToken.Digest(secret), MadeBy = user.Account, MadeAt = work.Now,
                    ExpiresAt = work.Now.AddHours(hours),
                };
                work.Db.Add(token);
                work.Record(fact with { Actor = user.Account }, EnrolmentView.Of(token));
                return TypedResults.Created($"/api/v1/enrolments/{token.Id}", EnrolmentView.Of(token, secret));
            },
            context.RequestAborted);
    }

    private static Task<IResult> RevokeTokenAsync(HttpContext context, string id, CenterStore store) => store.WriteAsync<IResult>(
        async work =>
        {
            var user = context.User();
            if (await work.Db.Set<EnrolmentToken>().FirstOrDefaultAsync(row => row.Id == id) is not { } token
                || await EnrolmentDesk.FactAsync(work, "enrolment.token-revoked", token.SiteId, token.EdgeId, context.RequestAborted) is not { } fact || !user.Sees(fact.UnitPath))
            {
                return CenterProblem.NotFound();
            }

            if (token.RevokedAt is null)
            {
                token.RevokedAt = work.Now;
                work.Record(fact with { Actor = user.Account }, new { token.Id });
            }

            return TypedResults.NoContent();
        },
        context.RequestAborted);

    private static async Task<IResult> CertificatesAsync(HttpContext context, CenterStore store)
    {
        var (user, cancellation) = (context.User(), context.RequestAborted);
        var (rows, paths) = await store.ReadAsync(
            async db => (await db.Set<EdgeCertificate>().OrderByDescending(row => row.IssuedAt).Take(5_000).ToListAsync(cancellation), await PathsAsync(db, cancellation)), cancellation);
        return TypedResults.Ok(rows.Where(row => user.Sees(paths.GetValueOrDefault(row.SiteId, "/")))
            .Select(row => new CertificateView(row.Serial, row.SiteId, row.EdgeId, row.IssuedAt, row.ExpiresAt, row.RevokedAt)));
    }

    private static async Task<IResult> RevokeCertificateAsync(HttpContext context, string serial, CenterStore store, DutyScheduler duties)
    {
        var user = context.User();
        var answer = await store.WriteAsync<IResult>(
            async work =>
            {
                if (await work.Db.Set<EdgeCertificate>().FirstOrDefaultAsync(row => row.Serial == serial) is not { } certificate
                    || await EnrolmentDesk.FactAsync(work, "certificate.revoked", certificate.SiteId, certificate.EdgeId, context.RequestAborted) is not { } fact || !user.Sees(fact.UnitPath))
                {
                    return CenterProblem.NotFound();
                }

                if (certificate.RevokedAt is null)
                {
                    certificate.RevokedAt = work.Now;
                    work.Record(fact with { Actor = user.Account }, new { certificate.Serial, certificate.EdgeId });
                }

                return TypedResults.NoContent();
            },
            context.RequestAborted);
        duties.Wake(BrokerFilesDuty.DutyName);
        return answer;
    }

    private static Task<Dictionary<string, string>> PathsAsync(CenterDb db, CancellationToken cancellation) =>
        db.Set<Site>().ToDictionaryAsync(site => site.Id, site => site.UnitPath, cancellation);

    // Whole hours are asked for, so one hour is allowed where less than one is configured.
    private static int MostHours(CenterOptions options) => Math.Max(1, (int)options.Identity.LongestToken.TotalHours);

    private static string AddressOf(HttpContext context) => context.Connection.RemoteIpAddress?.ToString() ?? "";
}
