namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>What came back for one request.</summary>
/// <param name="Status">HTTP status; 0 when no answer came (refused, reset, timed out).</param>
/// <param name="Body">The first 64 KiB of the answer, or what went wrong when there is none.</param>
/// <param name="RetryAfter">How long the server asks to be left alone; null when it does not say.</param>
public sealed record WriteReply(int Status, string Body, TimeSpan? RetryAfter = null);
