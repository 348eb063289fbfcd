using Gateway.Center.Access;
using Gateway.Center.Calls.Channels;
using Gateway.Center.Data;
using Gateway.Center.Overview;
using Gateway.Core.Warnings;

namespace Gateway.Center.Calls.Api;

/// <summary>Channels that have failed for long, on the first page of those who run the center: people must be reached another way until it is mended.</summary>
internal sealed class ChannelOverviewPart(CallChannels channels) : IOverviewPart
{
    private static readonly TimeSpan s_long = TimeSpan.FromMinutes(10);

    public async Task AddAsync(CenterDb db, OverviewDraft draft, CurrentUser user, DateTimeOffset now, CancellationToken cancellation)
    {
        if (user.Role is not (CenterRole.DutyOfficer or CenterRole.DutyLeader or CenterRole.Administrator))
        {
            return;
        }

        var failing = await ChannelFailures.OfAsync(db, now, cancellation);
        draft.Hand.AddRange(failing.Where(one => now - one.Since >= s_long && channels.Named(one.Name) is not null).Select(one => new HandItem(
            "channel", one.Name, WarningTier.Orange,
            new($"通道“{one.Name}”持续发送失败（{one.Messages} 条），请人工联系并检修", $"channel '{one.Name}' keeps failing ({one.Messages} messages): reach people by hand and have it mended"),
            null, one.Since, null)));
    }
}
