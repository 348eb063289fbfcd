using Gateway.Core.Alarms;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Conditions.Expressions.Evaluation;
using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions.Joint;

/// <summary>
/// m of n (IEC 61511: MooN): abnormal when at least <see cref="Needed"/> voters say so within <see cref="Within"/>. A voter says so when any of
/// <see cref="Each"/> is abnormal for it (our limit, or the detector's own alarm bits: either does) or <see cref="EachExpression"/> is fulfilled.
/// Keeps in <see cref="ConditionMemory.Time"/> when to look again and everything of the voters in its window.
/// </summary>
public sealed record Voting : JointCondition
{
    /// <summary>m; 1 or more. Above the number of voters the alarm can never be raised.</summary>
    public required int Needed { get; init; }

    /// <summary>
    /// Put to every voter; their tiers and delays do not matter here. Conditions that judge silence by its length have no say in it: silence
    /// makes a voter absent.
    /// </summary>
    public ValueList<Condition> Each { get; init; } = [];

    /// <summary>By <see cref="ExpressionCompiler.CompileEach"/>, with one member for each of the inputs, in their order; null for none.</summary>
    public CompiledExpression? EachExpression { get; init; }

    /// <summary>How long a vote for the alarm counts after the voter last gave it. Default 0: all at the same time.</summary>
    public TimeSpan Within { get; init; }

    /// <summary>Default hold.</summary>
    public AbsentVoter Absent { get; init; }

    public override ConditionKind Kind => ConditionKind.Voting;

    public override double Threshold => Needed;

    internal int Voters => EachExpression?.Roots.Count ?? Inputs.Count;

    public override ConditionMemory Begin(long now) => new()
    {
        Time = long.MaxValue, Window = new VotingWindow(Voters, Each.Span, EachExpression?.NewWindow(), now),
    };

    public override ConditionVerdict Judge(in JointSample sample, ref ConditionMemory memory)
    {
        var window = (VotingWindow)memory.Window!;
        var frame = new ExpressionFrame(sample.Inputs, sample.Time, window.Expression, AbsentInput.Hold, readOnly: false);
        int votes = 0, open = 0, present = 0;
        for (var voter = 0; voter < Voters; voter++)
        {
            var said = Ask(voter, window, ref frame);
            votes += said.IsTrue() ? 1 : 0;
            // A doubtful no clears nothing, whatever an absent voter counts as.
            open += said == Truth.DoubtfulFalse || (said == Truth.Unknown && Absent == AbsentVoter.Hold) ? 1 : 0;
            present += said != Truth.Unknown || Absent != AbsentVoter.Excluded ? 1 : 0;
        }

        memory.Time = frame.Recheck;
        if (present == 0)
        {
            return ConditionVerdict.Hold;
        }

        var needed = Absent == AbsentVoter.Excluded ? Math.Min(Needed, present) : Needed;
        return votes >= needed ? ConditionVerdict.Abnormal
            : votes + open >= needed ? ConditionVerdict.Hold
            : ConditionVerdict.Normal;
    }

    public override long RecheckAt(in ConditionMemory memory) => memory.Time;

    public override void Skip(long from, long until, ref ConditionMemory memory)
    {
        base.Skip(from, until, ref memory);
        memory.Time = Math.Max(memory.Time, until);
    }

    private Truth Ask(int voter, VotingWindow window, ref ExpressionFrame frame)
    {
        var said = Now(voter, window, ref frame);
        var last = ExpressionWindow.Follow(ref window.LastFor[voter], said.IsTrue(), frame.Time, frame.ReadOnly);
        said = (said, Absent) switch
        {
            (Truth.Unknown, AbsentVoter.Abnormal) => Truth.True,
            (Truth.Unknown, AbsentVoter.Normal) => Truth.False,
            _ => said,
        };
        if (said.IsTrue() || last == ExpressionWindow.Never || Within == TimeSpan.Zero || frame.Time - last > Within.Ticks)
        {
            return said;
        }

        frame.Recheck = Math.Min(frame.Recheck, last + Within.Ticks + 1);
        return Truth.True;
    }

    // Either of ours or the detector's own: the greatest. What nobody says leaves it to the other.
    private Truth Now(int voter, VotingWindow window, ref ExpressionFrame frame)
    {
        var byConditions = Each.Count == 0 ? Truth.False : ByConditions(voter, window, ref frame);
        var byExpression = EachExpression?.Roots[voter].Evaluate(ref frame) ?? Truth.False;
        return byConditions > byExpression ? byConditions : byExpression;
    }

    private Truth ByConditions(int voter, VotingWindow window, ref ExpressionFrame frame)
    {
        var input = frame.Inputs[voter];
        if (!input.Seen)
        {
            return Truth.Unknown;
        }

        // Judged again for another reason than a new sample, the conditions must not see the old one twice.
        if (!frame.ReadOnly && !input.Last.Equals(window.Judged[voter]))
        {
            window.Judged[voter] = input.Last;
            window.Said[voter] = Test(voter, window, input.Last);
        }

        return input.Silent ? Truth.Unknown : window.Said[voter];
    }

    private Truth Test(int voter, VotingWindow window, in Sample sample)
    {
        var memories = window.MemoriesOf(voter);
        var said = Truth.False;
        for (var i = 0; i < Each.Count; i++)
        {
            var truth = Each[i].Judge(sample, ref memories[i]).ToTruth();
            said = truth > said ? truth : said;
        }

        // Held by an uncertain value rather than by a lost one: the voter is there, and doubtful.
        return said == Truth.Unknown && sample.Quality.IsUncertain() ? Truth.DoubtfulFalse : said;
    }

    internal override LocalizedText Describe(Point subject, in JointSample sample, in ConditionMemory memory, AlarmEvent happened)
    {
        var window = (VotingWindow)memory.Window!;
        var frame = new ExpressionFrame(sample.Inputs, sample.Time, window.Expression, AbsentInput.Hold, readOnly: true);
        List<string> zh = [], en = [];
        var votes = 0;
        for (var voter = 0; voter < Voters; voter++)
        {
            var unknown = Now(voter, window, ref frame) == Truth.Unknown;
            if (Ask(voter, window, ref frame).IsTrue())
            {
                votes++;
                zh.Add(Name(voter, ref frame, chinese: true) + (unknown ? "（缺失）" : ""));
                en.Add(Name(voter, ref frame, chinese: false) + (unknown ? " (absent)" : ""));
            }
        }

        var within = Within == TimeSpan.Zero ? new LocalizedText("同时", "at the same time")
            : new($"在 {LimitWords.Span(Within).Zh}内", $"within {LimitWords.Span(Within).En}");
        return new(
            $"{Voters} 个测点中有 {votes} 个{within.Zh}报警（要求 {Needed} 个）：{(zh.Count == 0 ? "无" : string.Join("；", zh))}",
            $"{votes} of {Voters} points in alarm {within.En} ({Needed} needed): {(en.Count == 0 ? "none" : string.Join("; ", en))}");
    }

    private string Name(int voter, ref ExpressionFrame frame, bool chinese)
    {
        if (EachExpression is { } expression)
        {
            return expression.Roots[voter].Words(ref frame, chinese);
        }

        var point = frame.Inputs.PointOf(voter);
        var value = LimitWords.Number(frame.Inputs[voter].Last.Value, point.Unit);
        return chinese ? $"{point.Name.Zh} {value}" : $"{point.Name.En} {value}";
    }
}
