using System.Globalization;
using Gateway.Core.Alarms.Engine;
using Gateway.Core.Alarms.Joint;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;

namespace Gateway.Core.Alarms.Reasons;

/// <summary>What lowers trust in the readings an alarm rests on: alarms about their signals that stand, silenced or not.</summary>
internal static class InputTrust
{
    /// <summary>Null when nothing does.</summary>
    public static LocalizedText? Write(SiteState state, int slot, int cell)
    {
        var doubts = Slots(state, slot, cell).Distinct().SelectMany(s => Doubts(state, s, cell)).ToList();
        return doubts.Count == 0
            ? null
            : new($"可信度降低：{string.Join("；", doubts.Select(d => d.Zh))}。", $"Trust lowered: {string.Join("; ", doubts.Select(d => d.En))}.");
    }

    private static IEnumerable<int> Slots(SiteState state, int slot, int cell)
    {
        if (!state.Links.RankOf.TryGetValue(cell, out var rank))
        {
            return [slot];
        }

        var inputs = state.Links.Joints[rank].Inputs;
        return Enumerable.Range(0, inputs.Count).Select(inputs.SlotOf).Where(s => s >= 0);
    }

    private static IEnumerable<LocalizedText> Doubts(SiteState state, int slot, int except)
    {
        for (var cell = state.Points[slot].First; cell < state.Points[slot].End; cell++)
        {
            if (cell != except && state.Conditions[cell].Kind.IsQuality() && state.Cells[cell].State.IsStanding())
            {
                var kind = KindWords.Name(state.Conditions[cell].Kind);
                var id = state.Plans[slot].Point.Id;
                var since = new DateTime(state.Histories[cell].Raised, DateTimeKind.Utc).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
                yield return new($"{id} {kind.Zh}（自 {since}）", $"{id} {kind.En} since {since}");
            }
        }
    }
}
