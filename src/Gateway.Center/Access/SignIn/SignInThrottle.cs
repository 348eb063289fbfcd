using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Access.SignIn;

/// <summary>Wrong passwords of one account name or one address. A name nobody has is counted like one that somebody has, so that locking tells nothing.</summary>
public sealed class SignInThrottle
{
    /// <summary>Wrong passwords are forgotten this long after the last.</summary>
    public static readonly TimeSpan Remembered = TimeSpan.FromHours(1);

    /// <summary>Kind and SHA-256 of what it counts: people type passwords where a name belongs.</summary>
    public required string Key { get; init; }

    public int Failures { get; set; }

    public DateTimeOffset LastFailureAt { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }

    public static string OfAccount(string name) => KeyOf("account", name);

    public static string OfAddress(string address) => KeyOf("address", address);

    public bool IsLocked(DateTimeOffset now) => LockedUntil > now;

    /// <summary>Counts one more. From the allowed number on each doubles the lock, up to the longest.</summary>
    /// <returns>True when it locks now.</returns>
    public bool Fail(DateTimeOffset now, int allowed, AccessOptions options)
    {
        Failures = now - LastFailureAt > Remembered ? 1 : Failures + 1;
        LastFailureAt = now;
        if (Failures < allowed)
        {
            return false;
        }

        var doublings = Math.Min(Failures - allowed, 30);
        var seconds = Math.Min(options.LongestLock.TotalSeconds, options.FirstLock.TotalSeconds * (1L << doublings));
        LockedUntil = now + TimeSpan.FromSeconds(seconds);
        return true;
    }

    private static string KeyOf(string kind, string value) => $"{kind}:{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(value)))}";
}

internal sealed class SignInThrottleTable : IEntityTypeConfiguration<SignInThrottle>
{
    public void Configure(EntityTypeBuilder<SignInThrottle> builder)
    {
        builder.ToTable("sign_in_throttles").HasKey(throttle => throttle.Key);
        builder.Property(throttle => throttle.Key).HasMaxLength(80);
    }
}
