using Gateway.Core.Measurements;
using Gateway.Core.State;
using Gateway.Core.Warnings;

namespace Gateway.Core.Alarms.Traffic.Grouping;

/// <summary>What people were told of one point, what is true now, and what was folded since.</summary>
internal sealed class PointGroup
{
    public required string PointId { get; init; }

    public required string Zone { get; init; }

    public required LocalizedText Name { get; init; }

    /// <summary>The tier people believe in.</summary>
    public WarningTier Told { get; set; }

    public WarningTier Tier { get; set; }

    /// <summary>When a fall was told last, UTC ticks.</summary>
    public long FallTold { get; set; } = long.MinValue / 2;

    public int Folded { get; private set; }

    public int Rises { get; private set; }

    public long FirstFold { get; private set; }

    /// <summary>When the group of the point is summarized, UTC ticks; of no use while <see cref="InFlood"/> or nothing is folded.</summary>
    public long Due { get; set; }

    /// <summary>Its folded warnings belong to the summary of the flood.</summary>
    public bool InFlood { get; set; }

    public bool CanBeForgotten(long before) => Tier == WarningTier.None && Told == WarningTier.None && Folded == 0 && FallTold <= before;

    public void Fold(bool rise, long time)
    {
        FirstFold = Folded == 0 ? time : FirstFold;
        Folded++;
        Rises += rise ? 1 : 0;
    }

    /// <summary>The folded warnings have been summarized: people believe what is true.</summary>
    public SummarizedPoint Summarize(long time)
    {
        var summary = new SummarizedPoint(PointId, Zone, Tier, Folded, Rises);
        FallTold = Tier < Told ? time : FallTold;
        Told = Tier;
        (Folded, Rises, InFlood) = (0, 0, false);
        return summary;
    }

    public void ShiftClock(long by) => (FallTold, FirstFold, Due) = (FallTold + by, FirstFold + by, Due + by);

    public void Save(StateWriter writer)
    {
        writer.Write(PointId);
        writer.Write(Zone);
        writer.Write(Name.Zh);
        writer.Write(Name.En);
        writer.Write((byte)Told);
        writer.Write((byte)Tier);
        writer.Write(FallTold);
        writer.Write(Folded);
        writer.Write(Rises);
        writer.Write(FirstFold);
        writer.Write(Due);
        writer.Write(InFlood);
    }

    /// <exception cref="InvalidDataException">A tier that does not exist.</exception>
    public static PointGroup Load(ref StateReader reader)
    {
        var group = Read(ref reader);
        return group.Told <= WarningTier.Red && group.Tier <= WarningTier.Red
            ? group
            : throw new InvalidDataException("The state of a warning group is damaged.");
    }

    private static PointGroup Read(ref StateReader reader) => new()
    {
        PointId = reader.ReadString(), Zone = reader.ReadString(), Name = new(reader.ReadString(), reader.ReadString()),
        Told = (WarningTier)reader.ReadByte(), Tier = (WarningTier)reader.ReadByte(), FallTold = reader.ReadInt64(),
        Folded = reader.ReadInt32(), Rises = reader.ReadInt32(), FirstFold = reader.ReadInt64(), Due = reader.ReadInt64(), InFlood = reader.ReadBoolean(),
    };
}
