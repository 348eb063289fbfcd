using Gateway.Faults.Processes.County;
using Gateway.Faults.Processes.Net;

namespace Gateway.Faults.Processes.Strikes;

/// <summary>Lines that are slow, late, dead, cut or closed, each on one line of the county drawn by lot.</summary>
internal static class NetStrikes
{
    public static IReadOnlyList<Strike> All { get; } =
    [
        OnALine("net.slow", WireFault.Slow, random => random.Next(200, 4_000), 6),
        OnALine("net.delay", WireFault.Delay, random => random.Next(50, 1_500), 6),
        OnALine("net.halfOpen", WireFault.HalfOpen, _ => 0, 6),
        OnALine("net.cutInPacket", WireFault.Cut, random => random.NextDouble(), 2),
        OnALine("net.refused", WireFault.Refused, _ => 0, 6),
        new("net.brokerForgets", "gateway-broker", ForgetAsync),
    ];

    private static Strike OnALine(string kind, WireFault fault, Func<Random, double> amount, double longest) =>
        new(kind, null, async (county, random, cancellation) =>
        {
            var line = county.Lines[random.Next(county.Lines.Count)];
            if (!line.TryTake())
            {
                return;
            }

            line.Set(fault, amount(random));
            try
            {
                await Strike.HoldAsync(random, 0.2, longest, cancellation);
            }
            finally
            {
                line.Mend();
            }
        });

    private static async Task ForgetAsync(FaultedCounty county, Random random, CancellationToken cancellation)
    {
        county.Forgets = true;
        try
        {
            await Strike.HoldAsync(random, 0.5, 4, cancellation);
        }
        finally
        {
            county.Forgets = false;
        }
    }
}
