using Gateway.Core.Measurements;

namespace Gateway.Core.Conditions;

/// <summary>What all tests of a signal share: which samples they may look at, and that doubtful ones raise but never clear.</summary>
internal static class Trip
{
    /// <summary>A finite value that is not bad, of a channel that is neither under calibration nor warming up.</summary>
    public static bool Usable(in Sample sample) =>
        !sample.Quality.IsBad() && double.IsFinite(sample.Value) && (sample.Flags & (DetectorFlags.Inhibit | DetectorFlags.WarmUp)) == 0;

    /// <param name="reached">The evidence is there.</param>
    /// <param name="notCleared">It is not gone yet.</param>
    public static ConditionVerdict Decide(in Sample sample, ref ConditionMemory memory, bool reached, bool notCleared)
    {
        if (reached)
        {
            memory.Tripped = true;
            return ConditionVerdict.Abnormal;
        }

        if (!sample.Quality.IsGood())
        {
            return ConditionVerdict.Hold;
        }

        memory.Tripped &= notCleared;
        return memory.Tripped ? ConditionVerdict.Abnormal : ConditionVerdict.Normal;
    }
}
