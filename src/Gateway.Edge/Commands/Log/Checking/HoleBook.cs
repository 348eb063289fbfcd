using Gateway.Pipeline.Log;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>
/// Sequences that are not in the log, and the records that say why. What lies before the oldest readings was let go of on purpose, with the records of
/// alarms kept between. Bounded.
/// </summary>
internal sealed class HoleBook
{
    private const int MostHoles = 100_000;
    private readonly List<(long From, long To, long Time)> _holes = [];
    private readonly List<(long From, long To)> _told = [];
    private long _oldestReadings;

    /// <summary>Entries that follow each other in the file.</summary>
    /// <param name="isRepair">The second is the record of a repair: after one the count goes on far ahead, on purpose.</param>
    public void Follow(long before, long timeBefore, long sequence, bool isRepair)
    {
        if (before > 0 && sequence > before + 1 && !isRepair && _holes.Count < MostHoles)
        {
            _holes.Add((before + 1, sequence - 1, timeBefore));
        }
    }

    public void NoteReadings(long sequence) => _oldestReadings = _oldestReadings == 0 ? sequence : _oldestReadings;

    public void NoteGap(GapRecord gap)
    {
        if (gap.FromSequence > 0 && gap.ToSequence >= gap.FromSequence)
        {
            _told.Add((gap.FromSequence, gap.ToSequence));
        }
    }

    /// <summary>A stretch that was found unreadable is told as that, not as missing.</summary>
    public void NoteUnreadable(long from, long to) => _told.Add((from, to));

    /// <summary>Tells what nobody explains.</summary>
    /// <returns>Holes that are explained.</returns>
    public int Judge(FaultList faults)
    {
        var explained = 0;
        foreach (var (from, to, time) in _holes)
        {
            if ((_oldestReadings > 0 && to < _oldestReadings) || _oldestReadings == 0 || _told.Exists(told => told.From <= from && told.To >= to))
            {
                explained++;
                continue;
            }

            faults.Add(
                LogFaultKind.Missing, from, to, time, $"缺少 {to - from + 1} 条记录（{from} 至 {to}），日志中没有说明原因的记录",
                $"{to - from + 1} entries are missing ({from} to {to}), and no record says why");
        }

        return explained;
    }
}
