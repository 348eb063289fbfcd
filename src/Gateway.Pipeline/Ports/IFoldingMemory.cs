namespace Gateway.Pipeline.Ports;

/// <summary>Keeps over a restart what was folded and not told yet. Any thread.</summary>
public interface IFoldingMemory
{
    /// <summary>Null when nothing readable was kept.</summary>
    byte[]? Load(string channel);

    /// <summary>Replaces what was kept. Trouble with the disk is no reason to fail: then a restart tells more than it must.</summary>
    void Save(string channel, ReadOnlySpan<byte> state);
}
