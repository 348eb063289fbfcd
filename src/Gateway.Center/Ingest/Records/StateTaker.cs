using System.Text.Json;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Ingest.Link;
using Gateway.Center.Ingest.Ranges;
using Gateway.Center.Sites;
using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Records;

/// <summary>Takes what a gateway says of itself.</summary>
internal sealed class StateTaker(CenterOptions options, CoverageBook coverage, EdgeBook edges)
{
    private const int LongestSilenceS = 3600;
    private const int MostText = 64;

    public static StateMessage? Decode(byte[] payload, out string error) => LinkDecoding.Decode<StateMessage>(
        payload,
        state => state.Version != 1 ? "unknown version" : !LinkIds.IsEpoch(state.Epoch) ? "epoch"
            : !LinkRuns.AreValid(state.Runs) ? "runs" : state.Head < 0 || state.First < 0 ? "sequence" : state.SilenceS is < 1 or > LongestSilenceS ? "silenceS"
            : state.ProductVersion.Length > MostText || state.TableHash.Length > MostText ? "text" : "",
        out error);

    /// <param name="retained">Kept by the broker from before: says what was, not that the gateway lives.</param>
    public async Task TakeAsync(RecordTurn turn, EdgeKey key, StateMessage state, bool retained, DateTimeOffset received)
    {
        var (site, edge) = await SiteKeeper.EnsureAsync(turn.Work, options.County, key);
        if (state.Online)
        {
            NoteEpoch(turn, site, edge, state);
            Note(edge, state);
            turn.AfterCommit(() => LoseTrimmed(key, state));
        }

        if (!state.Online || !retained)
        {
            Change(turn, site, edge, state.Online ? LinkState.Online : LinkState.Offline);
        }

        turn.AfterCommit(() => Hear(key, state, retained, received));
    }

    private static void Note(EdgeBox edge, StateMessage state)
    {
        (edge.Epoch, edge.Head, edge.HeadTime) = (state.Epoch, state.Head, state.HeadTime);
        (edge.ProductVersion, edge.SilenceS, edge.SaidAt) = (state.ProductVersion, state.SilenceS, state.SentAt);
    }

    private static void NoteEpoch(RecordTurn turn, Site site, EdgeBox edge, StateMessage state)
    {
        if (edge.Epoch.Length > 0 && edge.Epoch != state.Epoch)
        {
            turn.Record("edge.epoch-changed", site, $"{edge.SiteId}/{edge.EdgeId}", new { Before = edge.Epoch, edge.Head, edge.HeadTime, Now = state.Epoch });
        }
    }

    private static void Change(RecordTurn turn, Site site, EdgeBox edge, LinkState state)
    {
        if (edge.State == state)
        {
            return;
        }

        var before = edge.State;
        (edge.State, edge.StateSince) = (state, turn.Work.Now);
        turn.Record(state == LinkState.Online ? "edge.online" : "edge.offline", site, $"{edge.SiteId}/{edge.EdgeId}", new { Before = before });
    }

    /// <summary>What lies before the first entry of its log no gateway can send any more.</summary>
    private void LoseTrimmed(EdgeKey key, StateMessage state)
    {
        var reason = JsonSerializer.Serialize(LossReasons.Missing("age"), CenterJson.Options);
        var lane = new LaneKey(key, state.Epoch, LinkLane.Readings);
        if (state.First > 1 && coverage.Of(lane) is var known && known.UpTo < state.First - 1 && LinkRuns.Continue(state.Runs, known.Taken) && coverage.Admits(key, state.Epoch))
        {
            coverage.Change(lane, ranges => ranges.AddLost(ranges.UpTo, state.First - 1, reason));
        }
    }

    private void Hear(EdgeKey key, StateMessage state, bool retained, DateTimeOffset received)
    {
        edges.With(key, line =>
        {
            line.IsStored = true;
            line.State = state.Online && !retained ? LinkState.Online : state.Online ? line.State : LinkState.Offline;
            if (!state.Online)
            {
                return;
            }

            line.Epoch = state.Epoch;
            if (!retained)
            {
                line.LastSeen = received;
                line.Clock.Add(state.SentAt, received);
            }
        });
        if (state.Online)
        {
            edges.OweReceipt(key);
        }
    }
}
