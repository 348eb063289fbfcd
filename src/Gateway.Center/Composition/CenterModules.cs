namespace Gateway.Center.Composition;

/// <summary>All parts of the center, in the order in which they are put together.</summary>
internal static class CenterModules
{
    public static IReadOnlyList<ICenterModule> All { get; } =
    [
        new Organisation.OrganisationModule(), new Access.AccessModule(), new Identity.IdentityModule(), new Sites.SitesModule(), new Ingest.IngestModule(),
        new Warnings.WarningsModule(), new Calls.CallsModule(), new Roster.RosterModule(), new Clocks.ClocksModule(),
        new Dangers.DangersModule(), new Prejudgement.PrejudgementModule(), new Coverage.CoverageModule(), new Evidence.EvidenceModule(),
        new Exchange.ExchangeModule(), new Live.LiveModule(),
        new Overview.OverviewModule(),
        new Drills.DrillsModule(),
    ];
}
