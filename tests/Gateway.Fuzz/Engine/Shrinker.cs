namespace Gateway.Fuzz.Engine;

/// <summary>Makes the input of a finding smaller while it still shows the same.</summary>
internal static class Shrinker
{
    private const int MostTries = 400;

    public static Finding Shrink(Func<byte[], Finding?> run, Finding finding)
    {
        var tries = 0;
        for (var size = Math.Max(1, finding.Input.Length / 2); size > 0 && tries < MostTries; size /= 2)
        {
            for (var at = 0; at + size <= finding.Input.Length && tries < MostTries;)
            {
                tries++;
                byte[] smaller = [.. finding.Input[..at], .. finding.Input[(at + size)..]];
                if (run(smaller) is { } again && again.Key == finding.Key)
                {
                    finding = again;
                }
                else
                {
                    at += size;
                }
            }
        }

        return finding;
    }
}
