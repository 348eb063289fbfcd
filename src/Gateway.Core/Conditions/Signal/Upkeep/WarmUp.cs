using Gateway.Core.Alarms;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>
/// The sensor warms up and its values cannot be trusted yet: it says so itself, or it came back less than <see cref="Lasting"/> ago from
/// an absence of at least <see cref="AwayFor"/> and three of its intervals, which is what a power cut looks like. That the gateway
/// started says nothing of the sensor. Memory: <c>Window</c>.
/// </summary>
public sealed record WarmUp : Condition
{
    /// <summary>After power-on. Default 0: only the sensor's own flag counts.</summary>
    public TimeSpan Lasting { get; init; }

    /// <summary>Shorter silences are lost frames, not power cuts. Default 60 s.</summary>
    public TimeSpan AwayFor { get; init; } = TimeSpan.FromSeconds(60);

    public override ConditionKind Kind => ConditionKind.WarmUp;

    public override double Threshold => Lasting.TotalSeconds;

    public override ConditionMemory Begin(long now) => new() { Window = new PresenceWindow() };

    public override ConditionVerdict Judge(in Sample sample, ref ConditionMemory memory)
    {
        if (IsAbsent(sample) || memory.Window is not PresenceWindow window)
        {
            return ConditionVerdict.Hold;
        }

        window.Add(sample.Time, AwayFor.Ticks);
        var flag = (sample.Flags & DetectorFlags.WarmUp) != 0;
        var warming = flag || (window.Since > 0 && sample.Time - window.Since < Lasting.Ticks);
        if (warming)
        {
            return ConditionVerdict.Abnormal;
        }

        return sample.Quality.IsBad() ? ConditionVerdict.Hold : ConditionVerdict.Normal;
    }

    private static bool IsAbsent(in Sample sample) =>
        sample.Quality is Quality.CommunicationFailure or Quality.NotConnected or Quality.LastKnown
        || (sample.Flags & DetectorFlags.CommunicationLost) != 0;

    internal override LocalizedText Describe(Point point, in Sample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var value = LimitWords.Number(sample.Value, point.Unit);
        if (happened != AlarmEvent.Raised)
        {
            return new($"预热结束，数值 {value}", $"warm-up is over, value {value}");
        }

        if ((sample.Flags & DetectorFlags.WarmUp) != 0)
        {
            return new($"设备报告正在预热，数值 {value} 尚不可信", $"the device reports that it warms up, value {value} cannot be trusted yet");
        }

        var lasting = LimitWords.Span(Lasting);
        return new($"传感器断开后恢复不足 {lasting.Zh}，正在预热，数值 {value} 尚不可信",
            $"the sensor came back less than {lasting.En} ago and warms up, value {value} cannot be trusted yet");
    }
}
