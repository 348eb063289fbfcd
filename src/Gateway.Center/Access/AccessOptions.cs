using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Access;

/// <summary>How long a sign-in lasts, and how hard guessing is made.</summary>
public sealed record AccessOptions : ICheckedOptions
{
    /// <summary>A session nobody uses ends after this, 5 min to 24 h. Default 12 h: a duty room's screen is not signed out within a shift.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromHours(12);

    /// <summary>A session ends after this however much it is used, 1 h to 7 d. Default 24 h.</summary>
    public TimeSpan Absolute { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Sessions of one account at a time, 1 to 50; one more ends the oldest. Default 5.</summary>
    public int SessionsPerAccount { get; init; } = 5;

    /// <summary>Wrong passwords of one account before it is locked, 3 to 20. Default 5.</summary>
    public int AccountLockAfter { get; init; } = 5;

    /// <summary>Wrong passwords from one address before it is locked, 5 to 1000. Default 20.</summary>
    public int AddressLockAfter { get; init; } = 20;

    /// <summary>The first lock; each further wrong password doubles it. 1 s to 10 min. Default 30 s.</summary>
    public TimeSpan FirstLock { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest lock, at least the first and at most 24 h. Default 15 min: somebody on duty must be able to come back.</summary>
    public TimeSpan LongestLock { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>A one-time password works this long, 1 h to 30 d. Default 3 d.</summary>
    public TimeSpan OneTimePassword { get; init; } = TimeSpan.FromDays(3);

    /// <summary>Rounds of PBKDF2-SHA512 for new passwords, 210,000 to 10,000,000. Older ones are made anew at the next sign-in. Default 210,000.</summary>
    public int PasswordRounds { get; init; } = 210_000;

    /// <summary>Sign-ins and set-ups one address may try a minute, 5 to 1000. Default 30.</summary>
    public int SignInsPerMinute { get; init; } = 30;

    /// <summary>Answer links one address may open a minute, 5 to 1000. Default 60.</summary>
    public int AnswersPerMinute { get; init; } = 60;

    /// <summary>Calls of the API one account may make a minute, 60 to 1,000,000. Default 3000.</summary>
    public int CallsPerMinute { get; init; } = 3_000;

    /// <summary>Evidence packages one account may have made a minute, 1 to 1000. Default 10.</summary>
    public int EvidencePerMinute { get; init; } = 10;

    /// <summary>Calls of the exchange interface one address may make a minute, 10 to 100,000. Default 600.</summary>
    public int ExchangePerMinute { get; init; } = 600;

    void ICheckedOptions.Check(string path, ConfigurationErrors errors)
    {
        Between(Idle, TimeSpan.FromMinutes(5), TimeSpan.FromHours(24), $"{path}.idle", "5min - 24h", errors);
        Between(Absolute, TimeSpan.FromHours(1), TimeSpan.FromDays(7), $"{path}.absolute", "1h - 7d", errors);
        Between(FirstLock, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), $"{path}.firstLock", "1s - 10min", errors);
        Between(LongestLock, FirstLock, TimeSpan.FromHours(24), $"{path}.longestLock", "firstLock - 24h", errors);
        Between(OneTimePassword, TimeSpan.FromHours(1), TimeSpan.FromDays(30), $"{path}.oneTimePassword", "1h - 30d", errors);
        Between(SessionsPerAccount, 1, 50, $"{path}.sessionsPerAccount", errors);
        Between(AccountLockAfter, 3, 20, $"{path}.accountLockAfter", errors);
        Between(AddressLockAfter, 5, 1_000, $"{path}.addressLockAfter", errors);
        Between(PasswordRounds, 210_000, 10_000_000, $"{path}.passwordRounds", errors);
        Between(SignInsPerMinute, 5, 1_000, $"{path}.signInsPerMinute", errors);
        Between(AnswersPerMinute, 5, 1_000, $"{path}.answersPerMinute", errors);
        Between(EvidencePerMinute, 1, 1_000, $"{path}.evidencePerMinute", errors);
        Between(ExchangePerMinute, 10, 100_000, $"{path}.exchangePerMinute", errors);
        Between(CallsPerMinute, 60, 1_000_000, $"{path}.callsPerMinute", errors);
    }

    private static void Between(TimeSpan value, TimeSpan low, TimeSpan high, string path, string allowed, ConfigurationErrors errors) =>
        errors.Require(value >= low && value <= high, path, value, allowed, allowed);

    private static void Between(int value, int low, int high, string path, ConfigurationErrors errors) =>
        errors.Require(value >= low && value <= high, path, value, $"{low} 到 {high}", $"{low} to {high}");
}
