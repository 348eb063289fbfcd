using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Uplink.Lanes;

/// <summary>Sends what is older than the live data and not confirmed, oldest first, marked historical, at a limited rate. By one task.</summary>
/// <param name="told">Writes a loss into the log, from where it goes out as an event; once.</param>
internal sealed class BacklogLane(LinkContext link, ReadingsBook book, StretchReader reader, LossTeller told)
{
    private const int MaxBytes = 96 * 1024;

    // About what a reading takes in the log.
    private const int ReadingBytes = 14;

    private static readonly TimeSpan s_idle = TimeSpan.FromSeconds(1);

    private long _notBefore;

    /// <summary>Sends one message if there is something to send and the rate allows it.</summary>
    /// <returns>How long to wait before the next step.</returns>
    /// <exception cref="Pipeline.Ports.DurableLogException">The log cannot be read now.</exception>
    public async Task<TimeSpan> StepAsync(CancellationToken stopping)
    {
        var now = link.Now.UtcTicks;
        if (!link.Client.IsOnline)
        {
            return s_idle;
        }

        if (now < _notBefore)
        {
            return TimeSpan.FromTicks(_notBefore - now);
        }

        book.Expire(now, link.LastReceipt);
        if (book.BacklogFlights >= link.Options.MostUnreceipted || book.Next() is not { } range)
        {
            return s_idle;
        }

        return await SendAsync(reader.Next(range, Math.Min(MaxBytes, link.Options.BacklogRate * ReadingBytes), isHistorical: true), stopping) ? Pause() : s_idle;
    }

    private async Task<bool> SendAsync(Stretch stretch, CancellationToken stopping)
    {
        if (stretch.Batch is null && link.LastReceipt == 0)
        {
            // The center may know of the loss already; its first receipt says so.
            return false;
        }

        book.Sent(stretch.Range, isLive: false, link.Now.UtcTicks);
        if (stretch.Batch is not { } batch)
        {
            told.Tell(stretch.Gap!);
        }
        else if (!await link.SendAsync(LinkTopics.Backlog, ReadingsCodec.Encode(batch), stopping))
        {
            book.Failed(stretch.Range);
            return false;
        }

        book.Served(stretch.Range);
        // A late step may catch up one second: else a slow beat would lower the rate.
        _notBefore = Math.Max(_notBefore, link.Now.UtcTicks - TimeSpan.TicksPerSecond) + (long)((stretch.Batch?.Count ?? 0) * (double)TimeSpan.TicksPerSecond / link.Options.BacklogRate);
        return true;
    }

    private TimeSpan Pause() => TimeSpan.FromTicks(Math.Max(0, _notBefore - link.Now.UtcTicks));
}
