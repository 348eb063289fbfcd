namespace Gateway.Core.Slopes;

/// <summary>Counts read back from saved state.</summary>
internal static class SavedCount
{
    /// <exception cref="InvalidDataException">Outside 0 to <paramref name="most"/>: the state is damaged.</exception>
    public static int Check(int count, int most) =>
        count >= 0 && count <= most ? count : throw new InvalidDataException($"The state holds {count} samples where 0 to {most} are possible.");
}
