using Gateway.Hosting.Telemetry;

namespace Gateway.Hosting.Tests.Telemetry;

public sealed class TraceIdsTests
{
    /// <summary>Computed with Python's hashlib: sha256("warning\ns1\nlel-1@638/red").</summary>
    [Fact]
    public void The_ids_are_those_another_program_computes()
    {
        var context = TraceIds.OfWarning("s1", "lel-1@638/red");
        context.TraceId.ToHexString().ShouldBe("221e9edd1afb239fca46d88f056c9524");
        context.SpanId.ToHexString().ShouldBe("cbfb83ea018f38db");
    }

    [Fact]
    public void Sites_warnings_and_incidents_never_share_a_trace()
    {
        string[] all = [.. new[] { TraceIds.OfWarning("a", "b"), TraceIds.OfWarning("b", "a"), TraceIds.OfWarning("a\nb", ""), TraceIds.OfIncident("a\nb") }.Select(context => context.TraceId.ToHexString())];
        all.Distinct().Count().ShouldBe(all.Length);
    }
}
