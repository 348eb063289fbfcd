using System.Globalization;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Center.Warnings;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Console.Tests.Support;

/// <summary>Warnings as a gateway sends them.</summary>
internal static class CountyWarnings
{
    private static int s_number;

    public static WarningMessage Warning(DateTimeOffset now, string site, WarningTier tier = WarningTier.Red, string point = "gas-01", WarningText? name = null) => new()
    {
        Id = string.Create(CultureInfo.InvariantCulture, $"{point}@{Interlocked.Increment(ref s_number)}/{tier}"), Site = site, Point = point, PointName = name ?? new("可燃气体一", "gas one"),
        Device = "gas-controller", Area = "", Family = "gas", Unit = "%LEL", Tier = tier.ToString().ToLowerInvariant(), FromTier = "none", TierName = WarningMessageFactory.TierName(tier), Raise = true,
        Alarm = $"{point}.high", Kind = "highLimit", Value = 52.4, Limit = 50, Quality = "good",
        Reason = new("可燃气体浓度 52.4 %LEL，超过上限 50 %LEL 已 5 分钟。", "Combustible gas is 52.4 %LEL, above the limit of 50 %LEL for 5 minutes."),
        Advice = new("立即撤离人员，切断电源，禁止烟火。", "Withdraw everybody, cut the power, no sparks."), WhyNotHigher = null, Trust = new("一个输入的质量存疑。", "One input is uncertain."),
        Rule = new WarningRule("gas.lel-high", "1", "GB/T 50493 5.5.2", null, UnreviewedDefault: true) { Confidence = "K" },
        Inputs = [new WarningInput(point, 52.4, "%LEL", "good", now)], EventTime = now, ReceivedTime = now, DecidedTime = now,
    };

    /// <summary>Puts a warning on the board.</summary>
    /// <returns>Id of its incident.</returns>
    public static async Task<string> WarnAsync(
        this County county, string site = "site-a", WarningTier tier = WarningTier.Red, string point = "gas-01", WarningText? name = null, WarningOrigin? origin = null) =>
        (await county.Center.Store.WriteAsync(work => TakeAsync(county, work, Warning(work.Now, site, tier, point, name), origin ?? new WarningOrigin()), CancellationToken.None))!.IncidentId!;

    private static async Task<Warning?> TakeAsync(County county, CenterWork work, WarningMessage message, WarningOrigin origin) =>
        await county.Center.Services.GetRequiredService<IWarningIntake>().TakeAsync(work, (await work.Db.FindAsync<Site>(message.Site))!, "edge-1", message, origin);
}
