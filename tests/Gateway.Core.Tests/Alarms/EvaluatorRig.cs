using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Core.Tests.Alarms;

/// <summary>One evaluator with its outputs, driven in seconds.</summary>
internal sealed class EvaluatorRig
{
    public EvaluatorRig(params Condition[] conditions) =>
        Evaluator = new SiteEvaluator([new PointPlan(TestPoints.Point(), 0, conditions)], TestPoints.Start);

    public SiteEvaluator Evaluator { get; }

    public List<AlarmTransition> Transitions { get; } = [];

    public List<WarningEvent> Warnings { get; } = [];

    public WarningTier Tier => Evaluator.TierOf(0);

    /// <summary>Transitions as <c>second event condition</c>.</summary>
    public IEnumerable<string> Story => Transitions.Select(t => $"{TestPoints.Seconds(t.EventTime)} {t.Event} {t.AlarmId[(t.AlarmId.IndexOf('/') + 1)..]}");

    public EvaluatorRig Read(
        double second, double value, Quality quality = Quality.Good, double? received = null, DetectorFlags flags = DetectorFlags.None)
    {
        var at = TestPoints.At(received ?? second);
        Evaluator.Evaluate([new Reading(0, value, TestPoints.At(second), quality, flags)], at, at, Transitions, Warnings);
        return this;
    }

    public EvaluatorRig Elapse(double second)
    {
        Evaluator.Elapse(TestPoints.At(second), Transitions, Warnings);
        return this;
    }

    public CommandResult Acknowledge(string condition, double second) =>
        Evaluator.Acknowledge($"gas-0/{condition}", "duty", "seen", TestPoints.At(second), Transitions, Warnings);

    public CommandResult Reset(string condition, double second) =>
        Evaluator.Reset($"gas-0/{condition}", "duty", "checked", TestPoints.At(second), Transitions, Warnings);

    public EvaluatorRig Replace(double second, params Condition[] conditions)
    {
        Evaluator.Replace([new PointPlan(TestPoints.Point(), 0, conditions)], TestPoints.At(second), Transitions, Warnings);
        return this;
    }
}
