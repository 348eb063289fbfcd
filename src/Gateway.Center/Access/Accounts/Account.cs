using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Access.Accounts;

/// <summary>Somebody who can sign in.</summary>
public sealed class Account
{
    /// <summary>Name to sign in with: lower case letters, digits, <c>. _ -</c>; 2 to 64 characters.</summary>
    public required string Id { get; init; }

    /// <summary>As <see cref="PasswordHasher"/> writes it.</summary>
    public required string PasswordHash { get; set; }

    public required CenterRole Role { get; set; }

    /// <summary>Path of the unit whose things it sees; <c>/</c> = all.</summary>
    public required string ScopePath { get; set; }

    /// <summary>Industry it is bound to; null = all.</summary>
    public string? Industry { get; set; }

    /// <summary>Person behind it; null = none is linked.</summary>
    public string? PersonId { get; set; }

    public bool IsDisabled { get; set; }

    /// <summary>The password was given by somebody else and works only to choose an own one.</summary>
    public bool MustChangePassword { get; set; }

    /// <summary>When a given password stops to work; null for an own one.</summary>
    public DateTimeOffset? PasswordExpiresAt { get; set; }

    public DateTimeOffset? LastSignIn { get; set; }

    public required DateTimeOffset CreatedAt { get; init; }
}

internal sealed class AccountTable : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts").HasKey(account => account.Id);
        builder.Property(account => account.Id).HasMaxLength(64);
        builder.Property(account => account.PasswordHash).HasMaxLength(300);
        builder.Property(account => account.ScopePath).HasMaxLength(600);
    }
}
