namespace Gateway.Edge.Composition;

/// <summary>Numbers the sources. A line or connection keeps its number while the process runs, also across reloads.</summary>
public sealed class SourceTable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, int> _indexes = [];

    public int IndexOf(string key)
    {
        lock (_lock)
        {
            if (!_indexes.TryGetValue(key, out var index))
            {
                _indexes[key] = index = _indexes.Count;
            }

            return index;
        }
    }
}
