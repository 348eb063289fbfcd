using Gateway.Center.Calls.Plans;
using Gateway.Center.Configuration;
using Gateway.Notifications.Chat;
using Gateway.Notifications.Email;
using Gateway.Notifications.Provider;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Calls;

/// <summary>Section <c>calls</c> of the configuration: whom to call in which minute, and over what.</summary>
public sealed record CallOptions : ICheckedOptions
{
    /// <summary>By tier (<c>red</c>, <c>orange</c>, <c>yellow</c>, <c>blue</c>); a tier not named here keeps the plan of <c>seeds/tiers.json</c>.</summary>
    public IReadOnlyDictionary<string, PlanOptions> Plans { get; init; } = new Dictionary<string, PlanOptions>(StringComparer.Ordinal);

    /// <summary>Mail servers; the first is used, the next when it fails.</summary>
    public IReadOnlyList<EmailOptions> Email { get; init; } = [];

    /// <summary>SMS and voice providers; of each kind the first is used, the next when it fails.</summary>
    public IReadOnlyList<ProviderOptions> Providers { get; init; } = [];

    public IReadOnlyList<ChatOptions> Chats { get; init; } = [];

    /// <summary>Address under which people outside reach the center (https://…), for the links in messages; null = messages carry no link.</summary>
    public string? PublicAddress { get; init; }

    /// <summary>Minutes from the last step until the duty officer is called again, and again. More than 0, at most 60. Default 5.</summary>
    public double RestartMinutes { get; init; } = 5;

    /// <summary>Minutes after an answer until those who answered are reminded while the warning stands. More than 0. Default 30.</summary>
    public double RemindMinutes { get; init; } = 30;

    /// <summary>The same for red. Default 15.</summary>
    public double RemindRedMinutes { get; init; } = 15;

    /// <summary>Attempts of one message on one channel, 1 to 10. Default 3.</summary>
    public int Attempts { get; init; } = 3;

    /// <summary>Wait before the second attempt, doubled before each further one. Seconds, 1 to 60. Default 5.</summary>
    public double RetrySeconds { get; init; } = 5;

    /// <summary>How long the link of a message can be used. Hours, 1 to 72. Default 24.</summary>
    public int AnswerLinkHours { get; init; } = 24;

    /// <summary>Messages one channel sends side by side, 1 to 64. Default 4.</summary>
    public int Parallel { get; init; } = 4;

    /// <summary>Most people one step calls, 1 to 50. Default 6.</summary>
    public int PeoplePerStep { get; init; } = 6;

    /// <summary>Local hours in which a blue warning calls people at once; outside it waits for the next opening. Default 08:00 to 18:00.</summary>
    public TimeOnly OfficeFrom { get; init; } = new(8, 0);

    public TimeOnly OfficeTo { get; init; } = new(18, 0);

    public void Check(string path, ConfigurationErrors errors) => CallOptionsValidator.Validate(this, path, errors);
}
