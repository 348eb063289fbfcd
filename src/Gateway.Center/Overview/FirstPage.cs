using Gateway.Center.Access;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Sites.Api;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Overview;

/// <summary>Puts the first page together from what every module knows.</summary>
internal sealed class FirstPage(CenterOptions options, IEnumerable<IOverviewPart> parts, TimeProvider time)
{
    private const int MostHandItems = 500;

    // What a module that is not there would have counted.
    private static readonly string[] s_counters =
        ["unacknowledged", "callsRunning", "clocksRunning", "clocksOverdue", "dangersOverdue", "shelved"];

    /// <returns>As <c>Overview</c> in api/types.</returns>
    public async Task<OverviewPage> OfAsync(CenterDb db, CurrentUser user, CancellationToken cancellation)
    {
        var (now, draft) = (time.GetUtcNow(), new OverviewDraft());
        foreach (var name in s_counters)
        {
            draft.Counters[name] = 0;
        }

        foreach (var part in parts)
        {
            await part.AddAsync(db, draft, user, now, cancellation);
        }

        var hand = draft.Hand.OrderByDescending(item => item.Tier).ThenBy(item => item.Due ?? DateTimeOffset.MaxValue).ThenBy(item => item.Since).Take(MostHandItems).ToList();
        return new(now, options.County.Name, draft.Sites, draft.Counters, hand, draft.Duty ?? new DutyNow([], null, null, Covered: false), draft.Drill);
    }
}

/// <summary>As <c>Overview</c> in api/types.</summary>
internal sealed record OverviewPage(
    DateTimeOffset At, LocalizedText County, IReadOnlyList<SiteCard> Sites, Dictionary<string, object?> Counters, IReadOnlyList<HandItem> Hand, DutyNow Duty, DrillNow? Drill);
