using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Composition;

/// <summary>Whether the center works: short for anybody, each part for who is signed in.</summary>
internal static class HealthEndpoint
{
    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/health", HealthAsync).WithMetadata(OpenEndpoint.Instance);

    private static async Task<IResult> HealthAsync(
        HttpContext context, CenterDbFactory factory, DutyScheduler duties, IEnumerable<ICenterDuty> all, IEnumerable<IHealthPart> parts, CenterOptions options,
        SelfTest selfTest, TimeProvider time, CancellationToken cancellation)
    {
        var database = await DatabaseAsync(factory, cancellation);
        var status = database ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        if (CurrentUser.Of(context.User) is null)
        {
            return TypedResults.Json(new { State = database ? "ok" : "databaseAway", At = time.GetUtcNow() }, statusCode: status);
        }

        var readings = database ? await PartsAsync(factory, parts, cancellation) : [];
        var late = LateOf(all, duties.LastGood, time.GetUtcNow());
        var state = !database ? "databaseAway" : late.Count > 0 || readings.Values.Any(reading => !reading.IsGood) ? "attention" : "ok";
        return TypedResults.Json(
            new
            {
                State = state, At = time.GetUtcNow(), Version = ProductVersion.Text, Database = new { options.Database.Kind, Ok = database }, Duties = duties.LastGood,
                DutiesLate = late, Parts = readings,
                SelfTest = selfTest.Report,
            },
            statusCode: status);
    }

    /// <summary>Duties that did not end well for three of their periods and a minute.</summary>
    internal static IReadOnlyList<string> LateOf(IEnumerable<ICenterDuty> duties, IReadOnlyDictionary<string, DateTimeOffset?> lastGood, DateTimeOffset now) =>
    [
        .. duties.Where(duty => lastGood.GetValueOrDefault(duty.Name) is not { } last || now - last > (duty.Period * 3) + TimeSpan.FromMinutes(1))
            .Select(duty => duty.Name).Order(StringComparer.Ordinal),
    ];

    private static async Task<SortedDictionary<string, HealthReading>> PartsAsync(CenterDbFactory factory, IEnumerable<IHealthPart> parts, CancellationToken cancellation)
    {
        var readings = new SortedDictionary<string, HealthReading>(StringComparer.Ordinal);
        await using var db = factory.Create();
        foreach (var part in parts)
        {
            readings[part.Name] = await ReadAsync(part, db, cancellation);
        }

        return readings;
    }

    // One part that cannot be read must not hide how the others are.
    private static async Task<HealthReading> ReadAsync(IHealthPart part, CenterDb db, CancellationToken cancellation)
    {
        try
        {
            return await part.ReadAsync(db, cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new(false, new("无法读取", "cannot be read"));
        }
    }

    private static async Task<bool> DatabaseAsync(CenterDbFactory factory, CancellationToken cancellation)
    {
        try
        {
            await using var db = factory.Create();
            return await db.Database.CanConnectAsync(cancellation);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return false;
        }
    }
}
