using Gateway.Core.Slopes;
using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// What a slope condition keeps of a displacement point: samples averaged to the evaluation cadence, the track of those that count, what was
/// learned of creep rate and noise, and the newest assessment. All of fixed size; a sample inside the cadence costs an addition.
/// </summary>
/// <remarks>
/// Data as slow as half the cadence or slower are taken up at once, each sample alone. Faster ones are averaged, and an average is taken up when
/// the next one begins.
/// </remarks>
public sealed class SlopeWindow : ConditionWindow
{
    private readonly SlopeSettings _settings;
    private readonly MotionTrack _track;
    private readonly CreepBaseline _baseline;
    private long _last = long.MinValue;
    private long _bucketStart;
    private double _bucketTime;
    private double _bucketSum;
    private int _bucketCount;

    public SlopeWindow(SlopeSettings settings)
    {
        _settings = settings;
        _track = new MotionTrack(Capacity(settings));
        _baseline = new CreepBaseline(settings);
        Assess();
    }

    public SlopeAssessment Assessment { get; private set; }

    /// <summary>What became of the last sample taken up.</summary>
    public TrackOutcome Outcome { get; private set; }

    /// <summary>Distance in mm of the last sample taken up from the level expected; 0 when it fits.</summary>
    public double Offset => _track.Offset;

    /// <summary>Height of the last step, mm; 0 when there was none.</summary>
    public double StepSize => _track.StepSize;

    /// <summary>True once creep rate and noise are fixed.</summary>
    public bool HasLearned => _baseline.IsFixed;

    /// <summary>Creep rate of the uniform stage, mm/d; NaN while unknown.</summary>
    public double V0 => _baseline.V0;

    /// <summary>Takes a sample in. True when the assessment is new.</summary>
    public bool Take(in Sample sample)
    {
        if (sample.Time <= _last)
        {
            return false;
        }

        var value = _settings.Falling ? -sample.Value : sample.Value;
        var cadence = _settings.Every.Ticks;
        var taken = _bucketCount > 0 && sample.Time - _bucketStart >= cadence && CloseBucket();
        var alone = _bucketCount == 0 && (_last == long.MinValue || sample.Time - _last >= cadence / 2);
        _last = sample.Time;
        if (alone)
        {
            TakeUp(sample.Time, value);
        }
        else
        {
            Collect(sample.Time, value);
        }

        if (taken || alone)
        {
            Assess();
        }

        return taken || alone;
    }

    public override void Save(StateWriter writer)
    {
        writer.Write(_last);
        writer.Write(_bucketStart);
        writer.Write(_bucketTime);
        writer.Write(_bucketSum);
        writer.Write(_bucketCount);
        writer.Write((byte)Outcome);
        _track.Save(writer);
        _baseline.Save(writer);
    }

    public override void Load(ref StateReader reader)
    {
        _last = reader.ReadInt64();
        _bucketStart = reader.ReadInt64();
        _bucketTime = reader.ReadDouble();
        _bucketSum = reader.ReadDouble();
        _bucketCount = Math.Max(0, reader.ReadInt32());
        Outcome = (TrackOutcome)reader.ReadByte();
        _track.Load(ref reader);
        _baseline.Load(ref reader);
        Assess();
    }

    public override void ShiftClock(long by)
    {
        _last = _last == long.MinValue ? _last : _last + by;
        _bucketStart += by;
        _track.ShiftClock(by);
        _baseline.ShiftClock(by);
        Assess();
    }

    // Twice, because data between half and the whole cadence are not averaged.
    private static int Capacity(SlopeSettings settings) =>
        (int)Math.Clamp((SlopeAnalysis.Reach(settings) / settings.Every.TotalDays * 2) + 8, 32, 4096);

    private void Collect(long time, double value)
    {
        if (_bucketCount == 0)
        {
            (_bucketStart, _bucketTime, _bucketSum) = (time, 0, 0);
        }

        _bucketTime += time - _bucketStart;
        _bucketSum += value;
        _bucketCount++;
    }

    private bool CloseBucket()
    {
        TakeUp(_bucketStart + (long)(_bucketTime / _bucketCount), _bucketSum / _bucketCount);
        _bucketCount = 0;
        return true;
    }

    private void TakeUp(long time, double value)
    {
        Outcome = _track.Add(time, value, _baseline.Noise);
        if (Outcome == TrackOutcome.Accepted)
        {
            _baseline.Learn(time, value);
        }
        else if (Outcome == TrackOutcome.Step)
        {
            _baseline.Restart();
        }
    }

    private void Assess() =>
        Assessment = SlopeAnalysis.Assess(_track.Times, _track.Values, _baseline.Noise, _baseline.V0, _track.StepTime, _settings);
}
