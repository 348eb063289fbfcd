using Gateway.Core.State;

namespace Gateway.Core.Conditions;

internal static class StateCount
{
    /// <summary>A count that fits what it is to be read into.</summary>
    /// <exception cref="InvalidDataException">It does not.</exception>
    public static int Read(ref StateReader reader, int most)
    {
        var count = reader.ReadInt32();
        return count >= 0 && count <= most
            ? count
            : throw new InvalidDataException($"The state counts {count} where at most {most} fit.");
    }
}
