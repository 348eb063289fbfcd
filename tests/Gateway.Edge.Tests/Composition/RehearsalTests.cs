using Gateway.Core.Warnings;
using Gateway.Edge.Composition;
using Gateway.Testing.Time;

namespace Gateway.Edge.Tests.Composition;

public sealed class RehearsalTests
{
    [Fact]
    public async Task Takes_a_warning_through_judgement_message_and_log_form()
    {
        var time = new ManualTimeProvider();
        var warning = await Rehearsal.RunAsync("site", time);
        (warning.Point.Id, warning.From, warning.To, warning.DecidedTime).ShouldBe(("rehearsal", WarningTier.None, WarningTier.Red, time.GetUtcNow().UtcTicks));
    }
}
