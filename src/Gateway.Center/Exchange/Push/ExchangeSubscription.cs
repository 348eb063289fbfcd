using Gateway.Center.Exchange.Access;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Exchange.Push;

/// <summary>A platform that wants facts sent to it. Its cursor stands behind the last fact it has taken.</summary>
public sealed class ExchangeSubscription
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Url { get; init; }

    public required string ScopePath { get; init; }

    public required ExchangeRights Rights { get; init; }

    public required DateTimeOffset MadeAt { get; init; }

    public DateTimeOffset? RemovedAt { get; set; }

    /// <summary>Ledger sequence; everything up to here was taken, or put aside as dead letter.</summary>
    public long Cursor { get; set; }

    /// <summary>Attempts that failed since the last good one.</summary>
    public int Failures { get; set; }

    /// <summary>Of these, how often it was refused for good.</summary>
    public int Refusals { get; set; }

    public DateTimeOffset? NextAt { get; set; }

    public DateTimeOffset? LastGoodAt { get; set; }

    public string? Trouble { get; set; }
}

/// <summary>Facts a platform refused again and again; kept until somebody sends them once more.</summary>
public sealed class ExchangeDeadLetter
{
    public required string Id { get; init; }

    public required string SubscriptionId { get; init; }

    /// <summary>Facts after it …</summary>
    public required long After { get; init; }

    /// <summary>… up to and including it.</summary>
    public required long UpTo { get; init; }

    public required DateTimeOffset At { get; init; }

    public required string Trouble { get; init; }
}

internal sealed class ExchangeSubscriptionTable : IEntityTypeConfiguration<ExchangeSubscription>, IEntityTypeConfiguration<ExchangeDeadLetter>
{
    public void Configure(EntityTypeBuilder<ExchangeSubscription> builder) => builder.ToTable("exchange_subscriptions").HasKey(subscription => subscription.Id);

    public void Configure(EntityTypeBuilder<ExchangeDeadLetter> builder)
    {
        builder.ToTable("exchange_dead_letters").HasKey(letter => letter.Id);
        builder.HasIndex(letter => letter.SubscriptionId);
    }
}
