namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>The decision for one answer. A pure function, so that the whole table is tested without a server.</summary>
/// <param name="NeedsPerson">Will not heal by itself (password, database missing, wrong address): told loudly.</param>
/// <param name="RetryAfter">From the server; only with <see cref="WriteVerdict.Kept"/>.</param>
/// <param name="Reason">For the log and for the lines set aside.</param>
public sealed record WriteDecision(WriteVerdict Verdict, string Reason, bool NeedsPerson = false, TimeSpan? RetryAfter = null)
{
    /// <remarks>
    /// InfluxDB 1.x answers 400 "partial write" after it has stored the good lines, 2.x answers 422 for the same and 400
    /// when a line cannot be read and nothing was stored ("Write data, response codes"). A line stored twice is
    /// harmless, the same series and time overwrite; a batch sent again whole for ever is not.
    /// </remarks>
    /// <param name="lines">Lines in the request, at least 1.</param>
    public static WriteDecision For(WriteReply reply, int lines) => reply.Status switch
    {
        >= 200 and <= 299 => new(WriteVerdict.Accepted, ""),
        400 or 422 when IsPartialWrite(reply.Body) => PartlyStored(reply, lines),
        400 or 422 when NamesLines(reply.Body) => SplitOr(WriteVerdict.Rejected, reply, lines),
        413 => SplitOr(WriteVerdict.Rejected, reply, lines),
        408 or 425 or 429 or >= 500 => new(WriteVerdict.Kept, Describe(reply), RetryAfter: reply.RetryAfter),
        0 => new(WriteVerdict.Kept, reply.Body),
        _ => new(WriteVerdict.Kept, Describe(reply), NeedsPerson: true, RetryAfter: reply.RetryAfter),
    };

    private static WriteDecision PartlyStored(WriteReply reply, int lines) =>
        new(lines == 1 ? WriteVerdict.Rejected : WriteVerdict.PartlyRejected, Describe(reply));

    private static WriteDecision SplitOr(WriteVerdict single, WriteReply reply, int lines) =>
        new(lines > 1 ? WriteVerdict.Split : single, Describe(reply));

    private static bool IsPartialWrite(string body) => body.Contains("partial write", StringComparison.OrdinalIgnoreCase);

    /// <summary>A 400 that is not about the lines (no such option, database name missing) must not cost a single one.</summary>
    private static bool NamesLines(string body) =>
        body.Contains("unable to parse", StringComparison.OrdinalIgnoreCase)
        || body.Contains("line protocol", StringComparison.OrdinalIgnoreCase)
        || body.Contains("field type conflict", StringComparison.OrdinalIgnoreCase);

    private static string Describe(WriteReply reply) => $"HTTP {reply.Status}: {reply.Body}";
}
