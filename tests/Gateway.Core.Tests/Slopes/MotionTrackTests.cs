using Gateway.Core.Slopes;

namespace Gateway.Core.Tests.Slopes;

public sealed class MotionTrackTests
{
    private const double Noise = 1;

    private static TrackOutcome[] Add(MotionTrack track, params double[] values)
    {
        var next = track.Newest == long.MinValue ? SlopeData.Start : track.Newest + TimeSpan.TicksPerDay;
        return [.. values.Select((v, i) => track.Add(next + (i * TimeSpan.TicksPerDay), v, Noise))];
    }

    private static MotionTrack Quiet()
    {
        var track = new MotionTrack(64);
        Add(track, 0.3, -0.4, 0.5, 0.1, -0.6, 0.2, 0.4, -0.3, 0.1, 0.0);
        return track;
    }

    [Fact]
    public void A_spike_is_kept_out_and_forgotten()
    {
        var track = Quiet();
        Add(track, 60, 0.2).ShouldBe([TrackOutcome.Suspected, TrackOutcome.Accepted]);
        track.Values.ToArray().ShouldNotContain(60);
        track.Suspected.ShouldBe(0);
    }

    [Fact]
    public void Three_samples_that_stay_off_are_a_step_and_begin_the_track_anew()
    {
        var track = Quiet();
        Add(track, 60, 61, 60.5).ShouldBe([TrackOutcome.Suspected, TrackOutcome.Suspected, TrackOutcome.Step]);
        track.Values.ToArray().ShouldBe([60, 61, 60.5]);
        track.StepSize.ShouldBe(60, 1);
        track.StepTime.ShouldBe(track.Times[0]);
    }

    [Fact]
    public void Spikes_to_both_sides_are_no_step()
    {
        var track = Quiet();
        Add(track, 60, -60, 60, -60, 0.1)[..4].ShouldAllBe(o => o == TrackOutcome.Suspected);
        track.StepTime.ShouldBe(0);
        track.Values[^1].ShouldBe(0.1);
    }

    [Fact]
    public void A_sudden_onset_that_goes_on_is_motion_and_counts_from_its_first_sample()
    {
        var track = Quiet();
        Add(track, 40, 80, 120, 160).ShouldBe([TrackOutcome.Suspected, TrackOutcome.Suspected, TrackOutcome.Accepted, TrackOutcome.Accepted]);
        track.Values[^4..].ToArray().ShouldBe([40, 80, 120, 160]);
        track.StepTime.ShouldBe(0);
    }

    [Fact]
    public void No_sample_of_an_accelerating_slope_is_ever_thrown_away()
    {
        // The last days of the analytic creep: far off any straight line, and just what must not be lost.
        var track = new MotionTrack(64);
        Add(track, [.. Enumerable.Range(0, 30).Select(d => AnalyticCreepTests.Displacement(d))]).ShouldAllBe(o => o == TrackOutcome.Accepted);
    }

    [Fact]
    public void The_oldest_samples_go_first_and_the_track_stays_bounded()
    {
        var track = new MotionTrack(8);
        Add(track, [.. Enumerable.Range(0, 20).Select(i => (double)i)]);
        track.Values.ToArray().ShouldBe([12, 13, 14, 15, 16, 17, 18, 19]);
    }

    [Fact]
    public void A_sample_that_is_not_newer_is_passed_over()
    {
        var track = Quiet();
        track.Add(track.Newest, 500, Noise).ShouldBe(TrackOutcome.Accepted);
        track.Values.Length.ShouldBe(10);
    }
}
