using System.Diagnostics.Metrics;

namespace Gateway.Storage.InfluxDb;

/// <summary>Instruments of this project; counted once a request, never once a line.</summary>
internal static class InfluxMetrics
{
    private static readonly Meter s_meter = new("Gateway.Influx");

    public static Counter<long> Accepted { get; } = s_meter.CreateCounter<long>("gateway_influx_accepted_lines_total");

    public static Counter<long> Rejected { get; } = s_meter.CreateCounter<long>("gateway_influx_rejected_lines_total");

    public static Counter<long> Requests { get; } = s_meter.CreateCounter<long>("gateway_influx_sent_requests_total");

    public static Counter<long> Kept { get; } = s_meter.CreateCounter<long>("gateway_influx_kept_requests_total");
}
