using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Ingest.Outgoing;

public enum EdgeCommandState
{
    /// <summary>Published again and again until answered or expired.</summary>
    Waiting = 1,
    Answered = 2,
    Expired = 3,
}

/// <summary>A command to one gateway and what became of it.</summary>
public sealed class EdgeCommand
{
    /// <summary>Id of the command; at one gateway once.</summary>
    public required string Id { get; init; }

    public required string SiteId { get; init; }

    public required string EdgeId { get; init; }

    public required string Kind { get; init; }

    public EdgeCommandState State { get; set; } = EdgeCommandState.Waiting;

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>JSON of the contract's <see cref="Gateway.Contracts.V1.Link.CommandMessage"/>, without its signature: that is made when it goes out.</summary>
    public required string Body { get; init; }

    /// <summary>By the gateway: <c>done</c>, <c>refused</c>, <c>expired</c> or <c>unknown</c>; null while it has not answered.</summary>
    public string? Outcome { get; set; }

    /// <summary>JSON of the reason in both languages; null when none was given.</summary>
    public string? Why { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }
}

internal sealed class EdgeCommandTable : IEntityTypeConfiguration<EdgeCommand>
{
    public void Configure(EntityTypeBuilder<EdgeCommand> builder)
    {
        builder.ToTable("edge_commands").HasKey(command => new { command.SiteId, command.EdgeId, command.Id });
        builder.HasIndex(command => command.State);
    }
}
