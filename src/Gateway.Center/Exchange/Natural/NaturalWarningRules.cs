using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Exchange.Natural;

/// <summary>Turns a draft into a warning, or says everything that is wrong with it. Pure.</summary>
internal static class NaturalWarningRules
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(60);

    /// <param name="source">Null = entered by a person.</param>
    public static NaturalWarning? Make(NaturalWarningDraft draft, string scope, string? source, DateTimeOffset now, ConfigurationErrors errors)
    {
        var kind = Parse<NaturalKind>(draft.Kind);
        var tier = Parse<WarningTier>(draft.Tier) is { } named && named != WarningTier.None ? named : (WarningTier?)null;
        var path = draft.UnitPath ?? scope;
        var (from, zh) = (draft.From ?? now, draft.Headline?.Zh);
        errors.Require(kind is not null, "kind", draft.Kind, "weather、flood、geology、forestFire、earthquake", "weather, flood, geology, forestFire, earthquake");
        errors.Require(tier is not null, "tier", draft.Tier, "blue、yellow、orange、red", "blue, yellow, orange, red");
        Text(errors, "headline.zh", zh, 200);
        Text(errors, "area", draft.Area, 200);
        Text(errors, "issuedBy", draft.IssuedBy, 100);
        errors.Require(draft.Headline?.En is not { Length: > 200 }, "headline.en", draft.Headline?.En, "至多 200 字", "200 characters at most");
        errors.Require(path.StartsWith(scope, StringComparison.Ordinal) && path.EndsWith('/') && path.Length <= 600, "unitPath", path, "账号范围以内的单位路径", "path of a unit within the scope");
        errors.Require(draft.Until is not { } until || (until > from && until > now && until - from <= s_longest), "until", draft.Until, "晚于起始与现在，至多 60 天", "after from and now, 60 days at most");
        errors.Require(from <= now.AddDays(10) && from >= now - s_longest, "from", draft.From, "前 60 天至后 10 天", "60 days back to 10 days ahead");
        errors.Require(source is null || draft.Id is { Length: >= 1 and <= 100 }, "id", draft.Id, "1 到 100 字符", "1 to 100 characters");
        return errors.Any
            ? null
            : new NaturalWarning
            {
                Id = source is null ? Guid.CreateVersion7(now).ToString("N") : $"{source}/{draft.Id}", Kind = kind!.Value, Tier = tier!.Value, HeadlineZh = zh!,
                HeadlineEn = draft.Headline!.En is { Length: > 0 } en ? en : zh!, Area = draft.Area!, UnitPath = path, IssuedBy = draft.IssuedBy!,
                From = from.ToUniversalTime(), Until = draft.Until?.ToUniversalTime(), IsReceived = source is not null,
            };
    }

    private static void Text(ConfigurationErrors errors, string path, string? found, int most) =>
        errors.Require(!string.IsNullOrWhiteSpace(found) && found.Length <= most, path, found?.Length > most ? found[..most] + "…" : found, $"1 到 {most} 字", $"1 to {most} characters");

    private static T? Parse<T>(string? text)
        where T : struct, Enum =>
        text is { Length: > 0 } && char.IsAsciiLetter(text[0]) && Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;
}
