using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Clocks.Reports;

/// <summary>One saved text of a report. Never changed: whoever edits makes the next version.</summary>
public sealed class ReportVersion
{
    public required string ClockId { get; init; }

    /// <summary>1, 2, 3 …</summary>
    public required int Number { get; init; }

    /// <summary>JSON list of <see cref="ReportHeading"/>.</summary>
    public required string Headings { get; init; }

    public required bool IsChinese { get; init; }

    public required DateTimeOffset SavedAt { get; init; }

    /// <summary>Account.</summary>
    public required string By { get; init; }

    /// <summary>False while a heading is empty or still says that something is missing.</summary>
    public required bool IsComplete { get; init; }
}

/// <summary>One report to one recipient, with the exact text. Text and hash never change; the result of the channel is written once.</summary>
public sealed class ReportSending
{
    /// <summary><c>{clock}/{number}</c>; also the id of the message, so that a provider can drop what comes twice.</summary>
    public required string Id { get; init; }

    public required string ClockId { get; init; }

    public required int Version { get; init; }

    public required string Recipient { get; init; }

    /// <summary>Name of the channel, or <c>noted: fax</c> and the like.</summary>
    public required string Channel { get; init; }

    public required string Text { get; init; }

    /// <summary>SHA-256 of <see cref="Text"/> as UTF-8, lower case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Account that sent or noted it.</summary>
    public required string By { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When the channel took it, or when a person says that it was handed over; null until then.</summary>
    public DateTimeOffset? SentAt { get; set; }

    /// <summary>Number the other side gave, or who took it.</summary>
    public string? Receipt { get; set; }

    /// <summary>Why it did not go; null when nothing is wrong.</summary>
    public string? Trouble { get; set; }

    /// <summary>True when the channel will never take it: a person must send it another way.</summary>
    public bool IsRefused { get; set; }

    public int Attempts { get; set; }

    /// <summary>Not tried again before; null = at once.</summary>
    public DateTimeOffset? RetryAt { get; set; }
}

internal sealed class ReportTable : IEntityTypeConfiguration<ReportVersion>, IEntityTypeConfiguration<ReportSending>
{
    public void Configure(EntityTypeBuilder<ReportVersion> builder) =>
        builder.ToTable("report_versions").HasKey(version => new { version.ClockId, version.Number });

    public void Configure(EntityTypeBuilder<ReportSending> builder)
    {
        builder.ToTable("report_sendings").HasKey(sending => sending.Id);
        builder.HasIndex(sending => sending.ClockId);
        builder.HasIndex(sending => sending.SentAt);
    }
}
