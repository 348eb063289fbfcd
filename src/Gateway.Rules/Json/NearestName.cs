namespace Gateway.Rules.Json;

/// <summary>Finds the name somebody probably meant.</summary>
public static class NearestName
{
    private const int LongestCompared = 64;

    /// <returns>The closest candidate within a third of the length, or null.</returns>
    public static string? Of(string written, IEnumerable<string> candidates)
    {
        if (written.Length > LongestCompared)
        {
            return null;
        }

        var limit = Math.Max(1, written.Length / 3);
        return candidates
            .Select(name => (name, distance: Distance(written.ToUpperInvariant(), name.ToUpperInvariant())))
            .Where(pair => pair.distance <= limit)
            .OrderBy(pair => pair.distance)
            .Select(pair => pair.name)
            .FirstOrDefault();
    }

    /// <summary>Optimal string alignment distance with three rows: Levenshtein's, and two letters that changed places count as one slip.</summary>
    private static int Distance(string left, string right)
    {
        var before = new int[right.Length + 1];
        var previous = Enumerable.Range(0, right.Length + 1).ToArray();
        var current = new int[right.Length + 1];
        for (var i = 1; i <= left.Length; i++)
        {
            current[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var cost = left[i - 1] == right[j - 1] ? 0 : 1;
                current[j] = Math.Min(Math.Min(current[j - 1] + 1, previous[j] + 1), previous[j - 1] + cost);
                if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                {
                    current[j] = Math.Min(current[j], before[j - 2] + 1);
                }
            }

            (before, previous, current) = (previous, current, before);
        }

        return previous[right.Length];
    }
}
