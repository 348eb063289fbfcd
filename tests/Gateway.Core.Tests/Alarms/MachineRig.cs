using Gateway.Core.Alarms;
using Gateway.Core.Alarms.Silencing;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Alarms.TestPoints;

namespace Gateway.Core.Tests.Alarms;

/// <summary>One evaluator over several points with its outputs, driven in seconds; can be restarted by saving and loading.</summary>
internal sealed class MachineRig(IReadOnlyList<PointPlan> plans, EvaluatorOptions? options = null)
{
    public SiteEvaluator Evaluator { get; private set; } = new(plans, Start, options);

    public List<AlarmTransition> Transitions { get; } = [];

    public List<WarningEvent> Warnings { get; } = [];

    /// <summary>Transitions as <c>second event alarm from-to</c>.</summary>
    public IEnumerable<string> Story => Transitions.Select(t => $"{Seconds(t.EventTime)} {t.Event} {t.AlarmId} {Letter(t.From)}{Letter(t.To)}");

    /// <summary>Everything but when it was decided.</summary>
    public IReadOnlyList<string> Record => [.. Transitions.Select(Tell), .. Warnings.Select(w => $"{w.Id} {w.From} {w.To} {w.ReceivedTime} {w.Cause.Id}")];

    public static char Letter(AlarmState state) => "ABCDEFGHI"[(int)state];

    public static string Tell(AlarmTransition t) =>
        $"{t.Id} {Letter(t.From)}{Letter(t.To)} {t.Underlying} {t.Veils} {t.Occurrence} {t.IsAbnormal} {t.Actor} {t.Until} {t.Reason.Since} {t.Reason.Value} {t.Reason.Text.En}";

    public MachineRig Read(double second, double value, int point = 0, Quality quality = Quality.Good, double? source = null, DetectorFlags flags = default)
    {
        Evaluator.Evaluate([new Reading(point, value, At(source ?? second), quality, flags)], At(second), At(second), Transitions, Warnings);
        return this;
    }

    public MachineRig Elapse(double second)
    {
        Evaluator.Elapse(At(second), Transitions, Warnings);
        return this;
    }

    public CommandResult Act(
        double second, AlarmEvent happened, string alarm = "gas-0/red-high", double? until = null, string actor = "li", string reason = "work",
        string? approver = "wang") =>
        Evaluator.Command(
            new AlarmCommand(happened, alarm, actor, reason, approver, until is { } end ? At(end) : null), At(second), Transitions, Warnings);

    public byte[] Save()
    {
        var writer = new StateWriter();
        Evaluator.Save(writer);
        return writer.Written.ToArray();
    }

    /// <summary>Goes on in an evaluator that knows only what was saved.</summary>
    /// <param name="second">The clock at the start of the new one; null for no time at all between.</param>
    public IReadOnlyList<AlarmRecord> Restart(double? second = null, IReadOnlyList<PointPlan>? after = null)
    {
        var now = second is { } at ? At(at) : Evaluator.Clock;
        var reader = new StateReader(Save());
        Evaluator = new SiteEvaluator(after ?? plans, now, options);
        return Evaluator.Load(ref reader, now, Transitions, Warnings);
    }
}
