using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using static Gateway.Core.Tests.Conditions.Joint.JointRig;

namespace Gateway.Core.Tests.Conditions.Joint;

public sealed class MassOfflineTests
{
    private static readonly Point[] s_points = [.. Enumerable.Range(0, 10).Select(i => Point($"p{i}"))];

    private static MassOffline Rule() => new()
    {
        Id = "mass-offline", Tier = WarningTier.Yellow, Basis = Basis, Inputs = [.. s_points.Select(p => p.Id)],
    };

    private static JointRig Rig(bool restarts = false)
    {
        var rig = new JointRig(Rule(), s_points, restarts);
        foreach (var point in s_points)
        {
            rig.Read(0, point.Id, 1);
        }

        return rig;
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_raised_by_more_than_half_within_five_minutes_and_stands_until_half_are_back(bool restarts)
    {
        var rig = Rig(restarts);
        for (var i = 0; i < 6; i++)
        {
            rig.Silence(100 + (50 * i), $"p{i}");
        }

        rig.Verdicts.ShouldBe("0 Normal, 350 Abnormal");
        // Long ago by now, but still lost.
        rig.Silence(5000, "p7").Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Read(6000, "p0", 1).Read(6001, "p1", 1).Verdicts.ShouldBe("0 Normal, 350 Abnormal, 6001 Normal");
    }

    [Fact]
    public void Is_not_raised_by_exactly_half() => Silenced(5, 1).Verdicts.ShouldBe("0 Normal");

    [Fact]
    public void Is_not_raised_by_points_lost_one_after_the_other_over_hours() => Silenced(10, 3600).Verdicts.ShouldBe("0 Normal");

    [Theory]
    [InlineData(60, "0 Normal, 400 Abnormal")]
    [InlineData(60.1, "0 Normal")]
    public void The_first_of_them_counts_for_five_minutes_to_the_moment(double gap, string verdicts) =>
        Silenced(6, gap).Verdicts.ShouldBe(verdicts);

    [Fact]
    public void Bad_communication_counts_as_lost_before_the_silence_alarm_stands()
    {
        var rig = Rig();
        for (var i = 0; i < 6; i++)
        {
            rig.Read(10, $"p{i}", double.NaN, Quality.CommunicationFailure);
        }

        rig.Last.ShouldBe(ConditionVerdict.Abnormal);
        rig.Describe(AlarmEvent.Raised).En.ShouldStartWith("6 of 10 points are lost");
        rig.Describe(AlarmEvent.Raised).Zh.ShouldStartWith("10 个测点中 6 个失联");
    }

    [Fact]
    public void Points_taken_out_of_service_by_people_are_not_lost()
    {
        var rig = Rig();
        foreach (var point in s_points)
        {
            rig.Read(10, point.Id, double.NaN, Quality.OutOfService);
        }

        rig.Verdicts.ShouldBe("0 Normal");
    }

    [Fact]
    public void Judging_a_large_place_allocates_nothing()
    {
        Point[] points = [.. Enumerable.Range(0, 2000).Select(i => Point($"p{i}"))];
        var rule = Rule() with { Inputs = [.. points.Select(p => p.Id)] };
        var inputs = new TestInputs(points);
        var memory = rule.Begin(Start);
        long Round(int second)
        {
            inputs.Set(second, new InputState(new Sample(1, Quality.Good, DetectorFlags.None, At(second), At(second)), true, default, default, second % 2 == 0));
            var before = GC.GetAllocatedBytesForCurrentThread();
            rule.Judge(new JointSample(inputs, At(second), At(second), second), ref memory);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        Round(0);
        Enumerable.Range(1, 1500).Sum(Round).ShouldBe(0);
        rule.ShouldBe(Rule() with { Inputs = [.. points.Select(p => p.Id)] });
    }

    // Every ten seconds all inputs are looked at, so it may find out that much later, never earlier.
    private static JointRig Silenced(int count, double gap)
    {
        var rig = Rig();
        for (var i = 0; i < count; i++)
        {
            rig.Silence(100 + (gap * i), $"p{i}");
        }

        return rig;
    }
}
