using Gateway.Drivers.Modbus.Decoding;
using Gateway.Drivers.Modbus.Options;
using Gateway.Pipeline.Batches;

namespace Gateway.Drivers.Modbus.Polling;

/// <summary>Takes the readings of a block out of the data of its reply.</summary>
internal static class BlockDecoder
{
    /// <param name="now">When the reply came, UTC ticks.</param>
    public static void Decode(PollBlock block, ReadOnlySpan<byte> data, long now, ReadingBatch batch)
    {
        var items = block.Items;
        for (var i = 0; i < items.Count; i++)
        {
            var item = items[i];
            var offset = item.Address - block.Start;
            switch (item.Kind)
            {
                case PollItemKind.Status:
                    item.Reader.TakeStatus(Word(item, data, offset), now);
                    break;
                case PollItemKind.Decimals:
                    item.Reader.TakeDecimals(Word(item, data, offset));
                    break;
                default:
                    item.Reader.Read(data, offset, now, batch);
                    break;
            }
        }
    }

    private static int Word(PollItem item, ReadOnlySpan<byte> data, int offset)
    {
        if (item.Table is ModbusTable.Holding or ModbusTable.Input)
        {
            return (int)RawRegisters.Read(data.Slice(offset * 2, 2), item.Order);
        }

        var word = 0;
        for (var bit = 0; bit < item.Width; bit++)
        {
            word |= (RawRegisters.Bit(data, offset + bit) ? 1 : 0) << bit;
        }

        return word;
    }
}
