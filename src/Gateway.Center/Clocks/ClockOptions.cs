using Gateway.Center.Configuration;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Clocks;

/// <summary>Reporting clocks: which run where, and who is told. Which deadlines are law differs from province to province, so all of it is configuration.</summary>
public sealed record ClockOptions : ICheckedOptions
{
    /// <summary>Sets of clocks by id. Default: <c>local</c> (20 min, 1 h, 2 h) and <c>national</c> (each level up).</summary>
    public IReadOnlyList<ClockSet> Sets { get; init; } = DefaultClocks.Sets;

    /// <summary>Ids of the sets that start where no <see cref="Places"/> entry fits. Default <c>local</c>.</summary>
    public IReadOnlyList<string> DefaultSets { get; init; } = ["local"];

    /// <summary>Other sets for some places; the longest fitting path counts.</summary>
    public IReadOnlyList<ClockPlace> Places { get; init; } = [];

    /// <summary>Who reports go to. The default has each noted by hand, because how the province takes direct reports is not published.</summary>
    public IReadOnlyList<ReportRecipient> Recipients { get; init; } = DefaultClocks.Recipients;

    /// <summary>The sets of a place.</summary>
    public IEnumerable<ClockSet> SetsOf(string unitPath)
    {
        var place = Places.Where(place => unitPath.StartsWith(place.Path, StringComparison.Ordinal)).MaxBy(place => place.Path.Length);
        var ids = place?.Sets ?? DefaultSets;
        return Sets.Where(set => ids.Contains(set.Id));
    }

    void ICheckedOptions.Check(string path, ConfigurationErrors errors) => ClockOptionsValidator.Validate(this, path, errors);
}

/// <param name="Path">Path of an organisation unit, <c>/county/town/</c>.</param>
/// <param name="Sets">Ids of sets; empty = no clocks there.</param>
public sealed record ClockPlace(string Path, IReadOnlyList<string> Sets);

/// <summary>Clocks that start together.</summary>
public sealed record ClockSet(string Id, LocalizedText Name, IReadOnlyList<ClockRule> Clocks);

/// <summary>One deadline.</summary>
/// <param name="Kind">Unique over all sets of a place: part of the clock's id. Letters, digits, dashes.</param>
/// <param name="Within">From the start to the deadline.</param>
/// <param name="WarnBefore">How long before the deadline people are reminded; less than <paramref name="Within"/>.</param>
/// <param name="Recipients">Ids of <see cref="ClockOptions.Recipients"/>; the clock is met when all have the report.</param>
public sealed record ClockRule(string Kind, LocalizedText Name, TimeSpan Within, TimeSpan WarnBefore, ReportForm Form, IReadOnlyList<string> Recipients)
{
    /// <summary>Where the deadline comes from; empty = nobody said.</summary>
    public string Basis { get; init; } = "";
}

/// <summary>Somebody who gets reports.</summary>
/// <param name="Channel">Name of a person channel, or <c>noted</c>: a person sends it and notes when, how and who took it.</param>
/// <param name="Address">Mail address or whatever the channel takes; empty for <c>noted</c>. Never shown.</param>
public sealed record ReportRecipient(string Id, LocalizedText Name, string Channel, string Address = "")
{
    public const string Noted = "noted";

    /// <summary>How a report went, in words: the channel, or by whose hand.</summary>
    internal static LocalizedText WayOf(string channel) =>
        channel.StartsWith($"{Noted}: ", StringComparison.Ordinal) ? new($"人工报送：{channel[(Noted.Length + 2)..]}", $"by hand: {channel[(Noted.Length + 2)..]}") : new(channel, channel);
}

/// <summary>Which headings a report has. The numbers are stored.</summary>
public enum ReportForm
{
    /// <summary>What, where, when, who is hurt, what is being done.</summary>
    First = 1,

    /// <summary>The same, verified, with a first view of the cause.</summary>
    Preliminary = 2,

    /// <summary>起因、背景、发展、处置、后果、影响、舆论.</summary>
    Detailed = 3,
}
