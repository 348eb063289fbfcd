using Gateway.Contracts.V1.Link;
using Gateway.Core.Alarms;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Uplink.Commands;
using Gateway.Edge.Uplink.Standing;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Quantities;

namespace Gateway.Edge.Uplink;

/// <summary>Puts the link together for a running gateway.</summary>
internal static class UplinkAssembly
{
    /// <param name="plan">In force now.</param>
    public static (PackOffers Offers, UplinkService? Uplink) Create(
        EdgeRuntime runtime, Func<IReadOnlyList<PointPlan>> plan, ConfigurationSource source, TimeProvider time, ILoggerFactory loggers)
    {
        var offers = new PackOffers(runtime.DataFolder, () => ReferenceData.Read(source.Resolve(runtime.Options.Seeds), new ConfigurationErrors()), time);
        if (runtime.Options.Uplink is not { } options)
        {
            return (offers, null);
        }

        var (site, logger) = (runtime.Options.Site.Id, loggers.CreateLogger("Gateway.Uplink"));
        var now = time.GetUtcNow();
        var will = LinkJson.Encode(StateTeller.StateOf(online: false, runtime.Log.Epoch, now, now, options.SilenceS));
        return (offers, new UplinkService(
            options, new UplinkSite(site, runtime.DataFolder, runtime.Log, TableOf(runtime, plan), runtime.Events.Record),
            new BrokerClient(options, site, will, time, logger),
            uplink => new SiteActs(
                uplink, () => runtime.Pipeline, () => runtime.Sounders, offers, new ForgeryTeller(new CommandCheck(options, site), runtime.Events, time), runtime.Events),
            time, logger));
    }

    // Built anew only when the plan is another one: the state is told every few seconds.
    private static Func<TableMessage> TableOf(EdgeRuntime runtime, Func<IReadOnlyList<PointPlan>> plan)
    {
        (IReadOnlyList<PointPlan>? Of, TableMessage? Table) made = (null, null);
        return () =>
        {
            var present = plan();
            if (made.Table is null || !ReferenceEquals(made.Of, present))
            {
                made = (present, TableBuilder.Build(runtime.Options, present));
            }

            return made.Table!;
        };
    }
}
