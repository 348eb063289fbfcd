namespace Gateway.Fuzz.Engine;

/// <summary>One parser that faces a network or a person, with the oracle that says whether it behaved. Used by one thread at a time.</summary>
public abstract class FuzzTarget : IDisposable
{
    /// <summary>As on the command line, in the report and of its corpus folder: letters, digits and <c>-</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Longest input that is made, bytes.</summary>
    public virtual int MaxLength => 4096;

    /// <summary>Words of the format, put into inputs.</summary>
    public virtual IReadOnlyList<string> Tokens => [];

    /// <summary>What one execution may allocate on its thread besides the share of the input, bytes.</summary>
    public virtual long AllowedBytes => 2 << 20;

    /// <summary>What one execution may allocate for each byte of the input.</summary>
    public virtual int AllowedBytesPerByte => 512;

    /// <summary>Inputs that are good, made by our encoders or by hand; at least one.</summary>
    public abstract IEnumerable<byte[]> Seeds();

    /// <summary>Feeds one input.</summary>
    /// <returns>What it did, in few words: an input that does something new is kept and changed further.</returns>
    /// <exception cref="OracleException">The parser took something wrong, or did not do what it promises.</exception>
    public abstract string Execute(byte[] input);

    public virtual void Dispose() => GC.SuppressFinalize(this);
}
