using Gateway.Core.Measurements;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>Tells that points have no value: never zero, never the last value again.</summary>
internal sealed class FailureReporter(IReadingOutlet outlet, int source, TimeProvider time)
{
    /// <param name="again">Also tell points that were told before, so that a long outage stays visible.</param>
    public async ValueTask ReportAsync(IReadOnlyList<PointReader> readers, Quality quality, bool again)
    {
        var batch = outlet.Rent(source);
        var now = time.GetUtcNow().UtcTicks;
        foreach (var reader in readers)
        {
            if (again || reader.FailureTold != quality)
            {
                reader.FailureTold = quality;
                batch.Add(new Reading(reader.Point.Index, double.NaN, now, quality));
            }
        }

        if (batch.Count == 0)
        {
            outlet.Return(batch);
            return;
        }

        await outlet.WriteAsync(batch, CancellationToken.None);
    }
}
