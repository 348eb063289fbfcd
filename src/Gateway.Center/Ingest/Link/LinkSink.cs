using Gateway.Center.Configuration;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Link;

/// <summary>
/// Takes what the broker sends over two connections: readings over the one, all else over the other. A broker is answered in order and waits when too much is
/// unanswered; on one connection a record that takes long would hold the readings of every gateway behind it.
/// </summary>
internal sealed class LinkSink(CenterOptions options, LinkTroubles troubles, IngestLag lag, TimeProvider time)
{
    /// <summary>What the readings' connection subscribes to, and what the records' one does.</summary>
    public static IReadOnlyList<string> ReadingLeaves { get; } = [LinkTopics.Live, LinkTopics.Backlog];

    /// <inheritdoc cref="ReadingLeaves"/>
    public static IReadOnlyList<string> RecordLeaves { get; } = [LinkTopics.State, LinkTopics.Table, LinkTopics.Events, LinkTopics.Answers];

    public LinkWay Readings { get; } = new(options, ReadingLeaves, troubles, lag, time);

    public LinkWay Records { get; } = new(options, RecordLeaves, troubles, lag, time);

    /// <summary>Messages so far.</summary>
    public long Messages => Readings.Messages + Records.Messages;
}

/// <summary>Which texts of the link may be ids.</summary>
internal static class LinkIds
{
    private const int Longest = 64;

    /// <summary>Longest name of a log.</summary>
    private const int LongestEpoch = 40;

    public static bool IsId(string text) => text.Length is > 0 and <= Longest && text.All(IsLetter);

    public static bool IsEpoch(string text) => text.Length is > 0 and <= LongestEpoch && text.All(IsLetter);

    private static bool IsLetter(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-';
}
