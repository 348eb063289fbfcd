using Gateway.Core.Measurements;

namespace Gateway.Edge.Commands.Log.Checking;

/// <summary>Faults found so far: the first ones with all they say, the others counted, so that a log that is damaged everywhere does not fill the memory.</summary>
internal sealed class FaultList
{
    public const int Most = 1000;
    private readonly List<LogFault> _faults = [];

    public IReadOnlyList<LogFault> Items => _faults;

    public long More { get; private set; }

    public void Add(LogFaultKind kind, long from, long to, long ticks, string zh, string en)
    {
        if (_faults.Count >= Most)
        {
            More++;
            return;
        }

        _faults.Add(new LogFault(kind, from, to, ticks > 0 && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null, new LocalizedText(zh, en)));
    }
}
