using Gateway.Center.Data;
using Gateway.Center.Exchange.Natural;
using Gateway.Notifications.Cap;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Exchange.Intake;

/// <summary>Official warnings that come as CAP 1.2: an alert is taken, an update takes the place of what it refers to, a cancel ends it.</summary>
internal static class NaturalCap
{
    private static readonly (string Word, NaturalKind Kind)[] s_words =
    [
        ("地震", NaturalKind.Earthquake), ("earthquake", NaturalKind.Earthquake), ("火险", NaturalKind.ForestFire), ("火灾", NaturalKind.ForestFire), ("fire", NaturalKind.ForestFire),
        ("地质", NaturalKind.Geology), ("滑坡", NaturalKind.Geology), ("泥石流", NaturalKind.Geology), ("landslide", NaturalKind.Geology), ("洪", NaturalKind.Flood), ("汛", NaturalKind.Flood),
        ("flood", NaturalKind.Flood),
    ];

    /// <param name="source">Beginning of the ids of this sender.</param>
    /// <returns>What became of it.</returns>
    public static async Task<CapOutcome> TakeAsync(CenterWork work, CapAlert alert, string scope, string source, string actor)
    {
        if (alert.Status != CapStatus.Actual || alert.MessageType is CapMessageType.Ack or CapMessageType.Error)
        {
            return new CapOutcome("ignored", null, new("不是实际发布的预警", "not an actual warning"));
        }

        var ended = await EndReferredAsync(work, alert, source, actor);
        if (alert.MessageType == CapMessageType.Cancel)
        {
            return new CapOutcome(ended > 0 ? "ended" : "unknown", null, new($"结束 {ended} 条", $"{ended} ended"));
        }

        var warning = Make(alert, scope, source, work.Now);
        return await NaturalWarningBook.TakeAsync(work, warning, actor)
            ? new CapOutcome("taken", warning.Id, new("已接收", "taken"))
            : new CapOutcome("known", warning.Id, new("已有", "was here already"));
    }

    private static async Task<int> EndReferredAsync(CenterWork work, CapAlert alert, string source, string actor)
    {
        var referred = alert.References.Select(reference => IdOf(source, reference.Sender, reference.Identifier)).ToList();
        var standing = await work.Db.Set<NaturalWarning>().Where(warning => referred.Contains(warning.Id) && warning.EndedAt == null).ToListAsync();
        standing.ForEach(warning => NaturalWarningBook.End(work, warning, actor));
        return standing.Count;
    }

    private static NaturalWarning Make(CapAlert alert, string scope, string source, DateTimeOffset now)
    {
        var zh = alert.Infos.FirstOrDefault(info => info.Language.StartsWith("zh", StringComparison.OrdinalIgnoreCase)) ?? alert.Infos[0];
        var en = alert.Infos.FirstOrDefault(info => info.Language.StartsWith("en", StringComparison.OrdinalIgnoreCase)) ?? zh;
        return new NaturalWarning
        {
            Id = IdOf(source, alert.Sender, alert.Identifier), Kind = KindOf(zh), Tier = alert.Infos.Max(CapTiers.Of), HeadlineZh = Headline(zh), HeadlineEn = Headline(en),
            Area = Short(string.Join("、", zh.Areas.Select(area => area.Description)), 200), UnitPath = scope, IssuedBy = Short(zh.SenderName ?? alert.Sender, 100),
            From = zh.Onset ?? zh.Effective ?? alert.Sent, Until = zh.Expires ?? now.AddDays(1), IsReceived = true,
        };
    }

    private static string IdOf(string source, string sender, string identifier)
    {
        var id = $"{source}/{sender}/{identifier}";
        return id.Length <= 200 ? id : $"{source}/{Access.ExchangeToken.Digest($"{sender}/{identifier}")}";
    }

    private static NaturalKind KindOf(CapInfo info) =>
        s_words.FirstOrDefault(word => $"{info.Event} {info.Headline}".Contains(word.Word, StringComparison.OrdinalIgnoreCase)) is { Word: not null } found ? found.Kind
        : info.Categories.Contains(CapCategory.Geo) ? NaturalKind.Geology
        : info.Categories.Contains(CapCategory.Fire) ? NaturalKind.ForestFire
        : NaturalKind.Weather;

    private static string Headline(CapInfo info) => Short(info.Headline is { Length: > 0 } headline ? headline : info.Event, 200);

    private static string Short(string text, int most) => text.Length <= most ? text : text[..most];
}

/// <param name="Outcome"><c>taken</c>, <c>known</c>, <c>ended</c>, <c>unknown</c> (a cancel of something not here) or <c>ignored</c>.</param>
public sealed record CapOutcome(string Outcome, string? Id, Gateway.Core.Measurements.LocalizedText Why);
