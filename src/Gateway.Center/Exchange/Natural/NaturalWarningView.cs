using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Exchange.Natural;

/// <summary>As api/types has it.</summary>
public sealed record NaturalWarningView(
    string Id, NaturalKind Kind, WarningTier Tier, LocalizedText Headline, string Area, string UnitPath, string IssuedBy, DateTimeOffset From, DateTimeOffset? Until,
    string Source, bool Ended)
{
    public static NaturalWarningView Of(NaturalWarning warning, DateTimeOffset now) =>
        new(
            warning.Id, warning.Kind, warning.Tier, new(warning.HeadlineZh, warning.HeadlineEn), warning.Area, warning.UnitPath, warning.IssuedBy, warning.From,
            warning.Until, warning.IsReceived ? "received" : "entered", warning.EndedAt is not null || warning.Until <= now);
}

/// <summary>What a person enters, or another platform sends. Everything is text first, so that all errors are told at once.</summary>
public sealed record NaturalWarningDraft
{
    /// <summary>Only from other platforms: its id there, 1 to 100 characters.</summary>
    public string? Id { get; init; }

    public string? Kind { get; init; }

    public string? Tier { get; init; }

    public NaturalHeadline? Headline { get; init; }

    public string? Area { get; init; }

    /// <summary>Null = the whole scope of who sends it.</summary>
    public string? UnitPath { get; init; }

    public string? IssuedBy { get; init; }

    public DateTimeOffset? From { get; init; }

    public DateTimeOffset? Until { get; init; }
}

/// <param name="En">Null = the Chinese one stands for both.</param>
public sealed record NaturalHeadline(string? Zh, string? En);
