namespace Gateway.Pipeline.Security;

/// <summary>Takes what comes from outside into memory, but no more of it than was allowed. Thread-safe.</summary>
public static class BoundedRead
{
    private const int Step = 64 * 1024;

    /// <param name="most">Bytes; this many are still taken.</param>
    /// <returns>All of it, at its begin.</returns>
    /// <exception cref="InvalidDataException">There is more.</exception>
    public static async Task<MemoryStream> AllAsync(Stream content, long most, CancellationToken cancellation)
    {
        var (whole, buffer) = (new MemoryStream(), new byte[Step]);
        while (await content.ReadAsync(buffer, cancellation) is > 0 and var count)
        {
            if (whole.Length + count > most)
            {
                throw new InvalidDataException($"> {most} bytes");
            }

            whole.Write(buffer, 0, count);
        }

        whole.Position = 0;
        return whole;
    }
}
