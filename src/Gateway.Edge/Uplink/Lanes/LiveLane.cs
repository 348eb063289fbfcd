using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>Sends what is new in the log as it comes. What it cannot send now it leaves to the backlog: the newest never waits. By one task.</summary>
internal sealed class LiveLane(LinkContext link, ReadingsBook book, StretchReader reader)
{
    private const int MaxBytes = 96 * 1024;

    // More than this in one interval is a flood that the limited rate has to carry.
    private const int MostMessages = 16;

    /// <exception cref="Pipeline.Ports.DurableLogException">The log cannot be read now.</exception>
    public async Task StepAsync(CancellationToken stopping)
    {
        var head = link.Log.LastSequence;
        for (var sent = 0; book.Live < head && sent < MostMessages; sent++)
        {
            if (!link.Client.IsOnline || book.LiveFlights >= link.Options.MostUnreceipted
                || !await SendAsync(new SequenceRange(book.Live, head), stopping))
            {
                break;
            }
        }

        book.Took(head);
    }

    private async Task<bool> SendAsync(SequenceRange range, CancellationToken stopping)
    {
        if (reader.Next(range, MaxBytes, isHistorical: false) is not { Batch: { } batch } stretch)
        {
            return false;
        }

        book.Took(stretch.Range.UpTo);
        book.Sent(stretch.Range, isLive: true, link.Now.UtcTicks);
        if (await link.SendAsync(LinkTopics.Live, ReadingsCodec.Encode(batch), stopping))
        {
            return true;
        }

        book.Failed(stretch.Range);
        return false;
    }
}
