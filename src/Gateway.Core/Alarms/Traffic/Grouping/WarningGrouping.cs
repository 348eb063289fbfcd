using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic.Grouping;

/// <summary>
/// Decides whether a warning is told at once or folded, so that chattering and floods do not bury what matters (domain rules 7.3 and 9.8):
/// red, and the end of red, is always told; a rise above what was last told is told, except up to yellow in a flood; a fall is told at most
/// once in ten minutes a point; all else is folded, and a summary tells it. So outside floods nobody is ever left believing less than what is true.
/// </summary>
/// <remarks>Time is that of the gateway's decisions, because it is people who are spared; a clock set back by more than ten minutes is followed. Not
/// safe for several threads at once.</remarks>
public sealed class WarningGrouping
{
    private const int Form = 1;

    private readonly WarningGroupingOptions _options;
    private readonly Dictionary<string, PointGroup> _points = new(StringComparer.Ordinal);
    private readonly FloodMeter _flood;
    private long _now = long.MinValue / 2;
    private long _floodDue;

    /// <exception cref="ArgumentException">A figure of the options is outside its range.</exception>
    public WarningGrouping(WarningGroupingOptions options)
    {
        _options = WarningGroupingOptions.Checked(options);
        _flood = new FloodMeter(options.FloodAbove, options.FloodEndsBelow);
    }

    public bool IsFlood => _flood.IsFlood;

    /// <summary>When <see cref="Collect"/> has something to tell, UTC ticks; <see cref="long.MaxValue"/> while nothing is folded.</summary>
    public long NextDue => _points.Values.Where(p => p.Folded > 0).Select(p => p.InFlood ? FloodDue : p.Due).DefaultIfEmpty(long.MaxValue).Min();

    private long FloodDue => _flood.IsFlood ? Math.Min(_floodDue, _flood.EndIfQuiet) : _now;

    public GroupingDecision Decide(WarningEvent warning)
    {
        MoveTo(warning.DecidedTime);
        if (warning.To > warning.From)
        {
            _flood.Add(_now);
        }

        var point = PointOf(warning);
        point.Tier = warning.To;
        if (warning.From == WarningTier.Red || warning.To == WarningTier.Red)
        {
            return Tell(point);
        }

        return FoldsIntoFlood(point, warning) ? FoldIntoFlood(point, warning)
            : warning.To > point.Told || IsReminder(point, warning) || IsFirstFall(point, warning) ? Tell(point)
            : FoldIntoPoint(point, warning);
    }

    /// <summary>Adds the summaries that have come due by <paramref name="now"/> (UTC ticks).</summary>
    public void Collect(long now, ICollection<WarningSummary> due)
    {
        MoveTo(now);
        var flooded = _points.Values.Where(p => p.InFlood && p.Folded > 0).ToList();
        if (flooded.Count > 0 && FloodDue <= _now)
        {
            due.Add(SummaryWriter.OfFlood(flooded, _now, _flood.IsFlood));
            _floodDue = _now + _options.RepeatAfter.Ticks;
        }

        foreach (var point in _points.Values.Where(p => p.Folded > 0 && !p.InFlood && p.Due <= _now).ToList())
        {
            due.Add(SummaryWriter.OfPoint(point, _now));
        }

        foreach (var point in _points.Values.Where(p => p.CanBeForgotten(_now - _options.RepeatAfter.Ticks)).ToList())
        {
            _points.Remove(point.PointId);
        }
    }

    public void Save(StateWriter writer)
    {
        writer.Write(Form);
        writer.Write(_now);
        writer.Write(_floodDue);
        _flood.Save(writer);
        writer.Write(_points.Count);
        foreach (var point in _points.Values)
        {
            point.Save(writer);
        }
    }

    /// <summary>Into a fresh one with the same options.</summary>
    /// <exception cref="InvalidDataException">Another form, other figures of flood, or damaged; then start with a new one.</exception>
    public void Load(ref StateReader reader)
    {
        if (reader.ReadInt32() != Form)
        {
            throw new InvalidDataException("The state of warning grouping has another form.");
        }

        (_now, _floodDue) = (reader.ReadInt64(), reader.ReadInt64());
        _flood.Load(ref reader);
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var point = PointGroup.Load(ref reader);
            _points[point.PointId] = point;
        }
    }

    // The same tier again is a re-alarm: acknowledged long ago, still abnormal. It asks for attention by design.
    private static bool IsReminder(PointGroup point, WarningEvent warning) => warning.To == warning.From && warning.To == point.Told;

    private bool IsFirstFall(PointGroup point, WarningEvent warning) =>
        warning.To < point.Told && point.Folded == 0 && _now - point.FallTold >= _options.RepeatAfter.Ticks;

    private bool FoldsIntoFlood(PointGroup point, WarningEvent warning) =>
        (_flood.IsFlood || point.InFlood) && warning.From <= _options.FoldInFloodUpTo && warning.To <= _options.FoldInFloodUpTo
        && point.Told <= _options.FoldInFloodUpTo && (point.InFlood || point.Folded == 0);

    // What was folded before stays folded: its summary still says how often the point came and went.
    private GroupingDecision Tell(PointGroup point)
    {
        point.FallTold = point.Tier < point.Told ? _now : point.FallTold;
        point.Told = point.Tier;
        return GroupingDecision.TellNow;
    }

    private GroupingDecision FoldIntoFlood(PointGroup point, WarningEvent warning)
    {
        if (!_points.Values.Any(p => p.InFlood))
        {
            _floodDue = _now + _options.FirstSummaryAfter.Ticks;
        }

        point.InFlood = true;
        point.Fold(warning.To > warning.From, _now);
        return GroupingDecision.FoldIntoFlood;
    }

    private GroupingDecision FoldIntoPoint(PointGroup point, WarningEvent warning)
    {
        if (point.Folded == 0)
        {
            var afterFall = point.FallTold + _options.RepeatAfter.Ticks;
            point.Due = afterFall > _now ? afterFall : _now + _options.RepeatAfter.Ticks;
        }

        point.Fold(warning.To > warning.From, _now);
        return point.InFlood ? GroupingDecision.FoldIntoFlood : GroupingDecision.FoldIntoPoint;
    }

    private PointGroup PointOf(WarningEvent warning)
    {
        var id = warning.Point.Id;
        if (!_points.TryGetValue(id, out var point))
        {
            _points[id] = point = new PointGroup { PointId = id, Zone = warning.Point.Zone, Name = warning.Point.Name, Told = warning.From };
        }

        return point;
    }

    // Our clock was set back: what was told ten minutes ago is still ten minutes ago.
    private void ShiftClock(long by)
    {
        _now += by;
        _floodDue += by;
        _flood.ShiftClock(by);
        foreach (var point in _points.Values)
        {
            point.ShiftClock(by);
        }
    }

    private void MoveTo(long time)
    {
        if (time < _now - FloodMeter.Window)
        {
            ShiftClock(time - _now);
        }

        time = Math.Max(_now, time);
        _flood.Pass(_now, time);
        _now = time;
    }
}
