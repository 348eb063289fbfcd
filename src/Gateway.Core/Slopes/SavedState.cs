namespace Gateway.Core.Slopes;

/// <summary>Checks of state read back, so that damaged bytes are refused at once and not met later while judging.</summary>
internal static class SavedState
{
    /// <exception cref="InvalidDataException">Outside 0 to <paramref name="most"/>.</exception>
    public static int Count(int count, int most) =>
        count >= 0 && count <= most ? count : throw new InvalidDataException($"The state holds {count} samples where 0 to {most} are possible.");

    /// <exception cref="InvalidDataException">A time does not lie after the one before, or is no time at all.</exception>
    public static void Ascending(ReadOnlySpan<long> times)
    {
        long before = 0;
        foreach (var time in times)
        {
            if (time <= before || time > DateTime.MaxValue.Ticks)
            {
                throw new InvalidDataException("The state holds samples out of order.");
            }

            before = time;
        }
    }
}
