using System.Text.Json.Serialization;

namespace Gateway.Hosting.Health;

/// <summary>What a program found when it started, one item a thing, in the order in which it looked.</summary>
/// <param name="At">When it looked, by the program's clock.</param>
public sealed record SelfTestReport(DateTimeOffset At, IReadOnlyList<SelfTestItem> Items)
{
    public bool IsGood => Items.All(item => item.IsGood);

    /// <summary>The whole list on one line of the log, what is not good first, in both languages.</summary>
    [JsonIgnore]
    public string Line => string.Join("; ", Items.OrderBy(item => item.IsGood)
        .Select(item => $"{item.Name} {(item.IsGood ? "ok" : "NOT OK")}: {item.Text.Zh} / {item.Text.En}"));
}
