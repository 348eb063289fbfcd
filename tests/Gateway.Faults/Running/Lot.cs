namespace Gateway.Faults.Running;

/// <summary>Random numbers of a run. Neighbouring seeds give unlike ones, which they do not in <see cref="Random"/> itself.</summary>
internal static class Lot
{
    /// <param name="stream">Another number, another sequence of the same run.</param>
    public static Random Of(int seed, int stream = 0) => new(unchecked((int)(((uint)seed * 2_654_435_761u) ^ ((uint)stream * 2_246_822_519u))));
}
