using System.Security.Cryptography;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Outgoing;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Ledger;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Records;

/// <summary>
/// Takes events, states, tables and answers into the database, in the order they came, several in one transaction. Only after the commit may the broker
/// forget them. One that makes the transaction fail is taken alone; if it fails alone too while the database works, it is kept in the ledger without its effect.
/// </summary>
internal sealed partial class RecordLane(
    LinkSink sink, CenterStore store, CoverageBook coverage, EdgeBook edges, EventTaker events, StateTaker states, TableTaker tables, EdgeCommands commands,
    LinkTroubles troubles, ILogger<RecordLane> logger)
{
    private const int MostMessages = 200;
    private const int MostKeptBytes = 16 * 1024;
    private readonly ILogger _logger = logger;

    public async Task RunAsync(CancellationToken stopping)
    {
        var parts = new List<InboundPart>();
        while (await sink.Records.Reader.WaitToReadAsync(stopping))
        {
            parts.Clear();
            var messages = 0;
            while (messages < MostMessages && sink.Records.Reader.TryRead(out var part))
            {
                parts.Add(part);
                messages += part.Messages.Count;
            }

            await TakeAsync(parts, stopping);
        }
    }

    internal async Task TakeAsync(IReadOnlyList<InboundPart> parts, CancellationToken stopping)
    {
        var all = parts.SelectMany(part => part.Messages).ToList();
        if (await TryAsync(all, null, stopping) is null)
        {
            Settle(parts, stored: true);
            return;
        }

        foreach (var part in parts)
        {
            var stored = true;
            foreach (var message in part.Messages)
            {
                stored &= await TakeAloneAsync(message, stopping);
            }

            part.Read.Done(stored);
        }
    }

    private static void Settle(IReadOnlyList<InboundPart> parts, bool stored)
    {
        foreach (var part in parts)
        {
            part.Read.Done(stored);
        }
    }

    private async Task<bool> TakeAloneAsync(InboundMessage message, CancellationToken stopping)
    {
        if (await TryAsync([message], null, stopping) is not { } error)
        {
            return true;
        }

        // A database that comes back between two attempts would take the bare note, and the warning would be on no board.
        if (DatabaseTrouble.IsPassing(error))
        {
            LogNotStored(error, TopicOf(message));
            return false;
        }

        if (await TryAsync([message], error, stopping) is { } again && (DatabaseTrouble.IsPassing(again) || !await KeepAsItCameAsync(message, again, stopping)))
        {
            LogNotStored(again, TopicOf(message));
            return false;
        }

        LogRefused(error, TopicOf(message));
        return true;
    }

    /// <summary>
    /// The bytes alone, into the ledger: if the database takes that, it works and the message is at fault. Given back to the broker it would come again for
    /// ever, and the messages of every gateway behind it would wait.
    /// </summary>
    private async Task<bool> KeepAsItCameAsync(InboundMessage message, Exception trouble, CancellationToken stopping)
    {
        try
        {
            await store.WriteAsync(
                work =>
                {
                    var head = message.Payload.AsSpan(0, Math.Min(message.Payload.Length, MostKeptBytes));
                    work.Record(
                        new LedgerFact("edge.message-unreadable", $"{message.Address.Site}/{message.Address.Edge}") { Site = message.Address.Site },
                        new { message.Address.Leaf, Bytes = message.Payload.Length, Sha256 = Convert.ToHexStringLower(SHA256.HashData(message.Payload)), Head = Convert.ToBase64String(head), trouble.Message });
                    return Task.CompletedTask;
                },
                stopping);
            SetAside(message, LinkTroubleKind.Unexpected, trouble.Message);
            return true;
        }
        catch (Exception) when (!stopping.IsCancellationRequested)
        {
            // The database takes nothing: then it is not the message.
            return false;
        }
    }

    /// <summary>Null when it is committed.</summary>
    /// <param name="trouble">What happened when it was tried whole: then it is only noted.</param>
    private async Task<Exception?> TryAsync(IReadOnlyList<InboundMessage> messages, Exception? trouble, CancellationToken stopping)
    {
        try
        {
            var turn = await store.WriteAsync(
                async work =>
                {
                    var turn = new RecordTurn(work, coverage);
                    foreach (var message in messages)
                    {
                        await TakeAsync(turn, message, trouble);
                        await work.FlushAsync();
                    }

                    turn.SaveLanes();
                    return turn;
                },
                stopping);
            turn.Committed();
            return null;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception error)
        {
            return error;
        }
    }

    private async Task TakeAsync(RecordTurn turn, InboundMessage message, Exception? trouble)
    {
        var key = new EdgeKey(message.Address.Site, message.Address.Edge);
        if (!Hear(turn, key, message))
        {
            SetAside(message, LinkTroubleKind.Limit, "too many gateways");
            return;
        }

        var error = "";
        switch (message.Address.Leaf)
        {
            case LinkTopics.Events when EventTaker.Decode(message.Payload, out error) is { } read:
                await TakeEventAsync(turn, key, message, read, trouble);
                break;
            case LinkTopics.State when StateTaker.Decode(message.Payload, out error) is { } state && trouble is null:
                await states.TakeAsync(turn, key, state, message.Retained, message.Received);
                break;
            case LinkTopics.Table when tables.Decode(message.Payload, out error) is { } table && trouble is null:
                await tables.TakeAsync(turn, key, table);
                break;
            case LinkTopics.Answers when EdgeCommands.Decode(message.Payload, out error) is { } answer && trouble is null:
                await commands.AnsweredAsync(turn.Work, key, answer);
                break;
            default:
                SetAside(message, trouble is null ? LinkTroubleKind.Payload : LinkTroubleKind.Unexpected, trouble?.Message ?? error);
                break;
        }
    }

    private async Task TakeEventAsync(RecordTurn turn, EdgeKey key, InboundMessage message, EventMessage read, Exception? trouble)
    {
        var known = turn.Lane(new LaneKey(key, read.Epoch, LinkLane.Events));
        if (!coverage.Admits(key, read.Epoch) || known.Ranges.Count >= CoverageBook.MostRanges)
        {
            SetAside(message, LinkTroubleKind.Limit, "too many logs or holes");
            return;
        }

        if (!LinkRuns.Continue(read.Runs, known.Taken))
        {
            // Not taken, also not as one that is known: the receipt shows the gateway what is here, and it sends all it has under a new name.
            SetAside(message, LinkTroubleKind.Fork, "the log does not continue what is here under its name");
            turn.AfterCommit(() => edges.OweReceipt(key));
            return;
        }

        await events.TakeAsync(turn, key, read, message.Received, trouble);
    }

    /// <summary>The will of a gateway is no sign of life of it, and neither is what the broker kept.</summary>
    private bool Hear(RecordTurn turn, EdgeKey key, InboundMessage message)
    {
        var live = !message.Retained && message.Address.Leaf is not LinkTopics.State;
        if (!edges.With(key, _ => { }))
        {
            return false;
        }

        if (live)
        {
            turn.AfterCommit(() => edges.With(key, line => line.LastSeen = message.Received));
        }

        return true;
    }

    private void SetAside(InboundMessage message, LinkTroubleKind kind, string reason) => troubles.Add(kind, TopicOf(message), reason, message.Payload.Length);

    private static string TopicOf(InboundMessage message) => $"{message.Address.Site}/{message.Address.Edge}/{message.Address.Leaf}";

    [LoggerMessage(8202, LogLevel.Error, "The database did not take a message of {Topic}; the broker keeps it and sends it again.")]
    private partial void LogNotStored(Exception error, string topic);

    [LoggerMessage(8203, LogLevel.Critical, "A message of {Topic} is in the ledger but had no effect: a part of the center failed over it.")]
    private partial void LogRefused(Exception error, string topic);
}
