using Gateway.Load.Running;

namespace Gateway.Load.Scenarios;

/// <summary>Every scenario that can be run.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<Scenario> All { get; } =
    [
        new PipelineEvaluate(),
        new PipelineDurable(),
        new InfluxEncode(),
        new InfluxWrite(gzip: false),
        new InfluxWrite(gzip: true),
    ];
}
