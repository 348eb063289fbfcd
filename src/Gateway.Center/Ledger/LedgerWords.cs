using System.Text.Json;
using Gateway.Core.Measurements;

namespace Gateway.Center.Ledger;

/// <summary>Entries of the ledger as rows people read, in the words of all modules. Thread-safe.</summary>
public sealed class LedgerWords(IEnumerable<ILedgerWords> modules)
{
    private const int LongestSummary = 400;
    private static readonly string[] s_reasons = ["reason", "why", "remark", "text", "feedback", "name"];

    // Reasons that are stored as codes.
    private static readonly Dictionary<string, LocalizedText> s_codes = new(StringComparer.Ordinal)
    {
        ["released"] = new("预警已解除", "the warning is released"), ["planDone"] = new("叫应计划已完成", "the plan is done"), ["raised"] = new("等级提高", "the tier was raised"),
        ["unanswered"] = new("无人应答", "nobody answered"), ["tooMany"] = new("该账号会话过多", "too many sessions of the account"), ["account"] = new("账号变更或退出", "the account signed out or was changed"),
        ["administrator"] = new("由管理员结束", "ended by an administrator"), ["expired"] = new("会话到期", "it expired"), ["passwordChanged"] = new("密码已修改", "the password was changed"),
    };

    private readonly Dictionary<string, (ILedgerWords Words, LocalizedText Name)> _kinds = modules
        .SelectMany(words => words.Names.Select(pair => (pair.Key, Words: words, Name: pair.Value)))
        .DistinctBy(kind => kind.Key, StringComparer.Ordinal)
        .ToDictionary(kind => kind.Key, kind => (kind.Words, kind.Name), StringComparer.Ordinal);

    /// <summary>A kind nobody named is shown as it is.</summary>
    public LocalizedText NameOf(string kind) => _kinds.TryGetValue(kind, out var known) ? known.Name : new(kind, kind);

    public LedgerRow RowOf(LedgerEntry entry) => new(
        entry.Sequence, entry.Time, entry.Kind, NameOf(entry.Kind), entry.Subject, entry.Site, entry.Actor, entry.IsDrill, SummaryOf(entry), Convert.ToHexStringLower(entry.Hash));

    /// <summary>One sentence.</summary>
    public LocalizedText SummaryOf(LedgerEntry entry)
    {
        using var document = JsonDocument.Parse(entry.Body);
        var body = document.RootElement;
        var said = _kinds.TryGetValue(entry.Kind, out var known) ? known.Words.Summarize(entry, body) : null;
        said ??= Generic(body) is { } words ? new($"{NameOf(entry.Kind).Zh}：{words.Zh}", $"{NameOf(entry.Kind).En}: {words.En}") : NameOf(entry.Kind);
        return new(Short(said.Zh), Short(said.En));
    }

    private static string Short(string text) => text.Length <= LongestSummary ? text : $"{text[..LongestSummary]}…";

    // What modules commonly give as reason, directly or among the details.
    private static LocalizedText? Generic(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        foreach (var name in s_reasons)
        {
            if (body.TryGetProperty(name, out var value) && Words(value) is { } words)
            {
                return words;
            }
        }

        return body.TryGetProperty("details", out var details) ? Generic(details) : null;
    }

    private static LocalizedText? Words(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String when value.GetString() is { Length: > 0 } text => s_codes.GetValueOrDefault(text) ?? new(text, text),
        JsonValueKind.Object when value.TryGetProperty("zh", out var zh) && value.TryGetProperty("en", out var en)
            && zh.GetString() is { Length: > 0 } chinese && en.GetString() is { Length: > 0 } english => new(chinese, english),
        _ => null,
    };
}

/// <summary>As <c>LedgerRow</c> in api/types.</summary>
public sealed record LedgerRow(
    long Sequence, DateTimeOffset Time, string Kind, LocalizedText KindName, string Subject, string? Site, string? Actor, bool Drill, LocalizedText Summary, string Hash);
