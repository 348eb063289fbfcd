using Gateway.Center.Access;
using Gateway.Center.Clocks.Reports;
using Gateway.Center.Clocks.Sending;
using Gateway.Center.Configuration;

namespace Gateway.Center.Clocks.Views;

/// <summary>What an account can do with the report of a clock as it stands.</summary>
internal static class ClockPossibilities
{
    public static PossibleActs Of(ReportClock clock, ReportVersion? version, IReadOnlyList<ReportSending> sendings, CurrentUser user) => PossibleActs.Of(
    [
        ("write", user.May(CenterAct.WriteReport), version?.Number >= ReportDesk.MostVersions ? ReportDesk.TooManyVersions : null),
        ("send", user.May(CenterAct.SendReport), version is null ? SendOrder.NothingSaved : SendOrder.Left(clock, version.Number, sendings).Count == 0 ? SendOrder.AllHaveIt : null),
    ]);

    /// <summary>Before anything is saved all recipients are left.</summary>
    public static bool IsByHand(ReportClock clock, ReportVersion? version, IReadOnlyList<ReportSending> sendings, ClockOptions options) =>
        SendOrder.Left(clock, version?.Number ?? 0, sendings).Any(recipient => SendOrder.IsByHand(recipient, options));
}
