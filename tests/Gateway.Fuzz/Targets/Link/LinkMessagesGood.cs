using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;

namespace Gateway.Fuzz.Targets.Link;

/// <summary>One good message of each kind.</summary>
internal static class LinkMessagesGood
{
    private static readonly DateTimeOffset s_time = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);
    private static readonly WarningText s_text = new("甲", "a");

    public static StateMessage State { get; } = new()
    {
        Online = true, Epoch = "e1", Runs = [new LinkRun("a1", 1), new LinkRun("b2", 7)], SentAt = s_time, StartedAt = s_time, ProductVersion = "1.0", Head = 9, HeadTime = s_time, First = 1,
        EventsReceipted = 3, ReadingsReceipted = 4, TableHash = "t", SilenceS = 30,
    };

    public static TransitionMessage Transition { get; } = new()
    {
        Id = "t1", Alarm = "p/high", Point = "p", Kind = "highLimit", Tier = "red", Event = "raised", From = "normal", To = "unacknowledged", EventTime = s_time, DecidedTime = s_time, Reason = s_text,
        Occurrence = "p/high@1", Actor = "someone", Note = "n", Until = s_time, IsAbnormal = true,
    };

    public static WarningMessage Warning { get; } = new()
    {
        Id = "w1", Site = "s-01", Point = "p", PointName = s_text, Device = "d", Area = "", Family = "gas", Unit = "%LEL", Tier = "red", FromTier = "none", TierName = s_text, Raise = true, Alarm = "p/high",
        Kind = "highLimit", Value = 50.5, Limit = 50, Quality = "good", Reason = s_text, Rule = new WarningRule("r", "1", "c", null, true) { Confidence = "V", Law = true }, EventTime = s_time,
        ReceivedTime = s_time, DecidedTime = s_time, Inputs = [new WarningInput("p", 50.5, "%LEL", "good", s_time)],
        Summary = new FoldedWarnings(true, s_time, s_time, 3, [new FoldedPoint("p", "z", "red", 2, 1)]),
    };

    public static GapMessage Gap { get; } = new(s_time, s_time.AddMinutes(1), "size", 5, "uplink") { Lane = LinkLane.Events, Range = new SequenceRange(1, 4) };

    public static EventMessage Event { get; } = EventOf("transition", LinkJson.Element(Transition));

    public static TableMessage Table { get; } = new()
    {
        Hash = "h", SiteName = s_text, Scenarios = ["dust"], Zones = [new ZoneEntry("z", s_text)], RulePacks = ["gas 1"],
        Points = [new PointEntry { Id = "p", Name = s_text, Unit = "mm", RangeLow = 0, RangeHigh = 1, Limits = [new LimitEntry("red", "high", 1.5, "c", true)] }],
    };

    public static ReceiptMessage Receipt { get; } = new()
    {
        Epoch = "e1", Events = 3, Readings = 4, EventsChain = EventChain.Genesis, EventsRun = new TakenRun("a1", 3), Ahead = [new SequenceRange(5, 6)], LedgerSequence = 8, LedgerHash = EventChain.Genesis,
    };

    public static CommandMessage Command { get; } = new()
    {
        Id = "c1", Kind = "resend", SentAt = s_time, ExpiresAt = s_time, Actor = "someone", Reason = "r", Alarm = "p/high", Lane = LinkLane.Readings, Range = new SequenceRange(0, 5), On = true, Pack = "{}",
    };

    public static CommandAnswer Answer { get; } = new("c1", "done", s_text, s_time);

    public static EventMessage EventOf(string kind, JsonElement body)
    {
        var message = new EventMessage { Epoch = "e1", Runs = [new LinkRun("a1", 1)], After = 0, Sequence = 1, Time = s_time, SentAt = s_time, Kind = kind, Chain = EventChain.Genesis, Body = body };
        return message with { Chain = EventChain.Next(EventChain.Genesis, message) };
    }

    /// <summary>A batch with every column in use.</summary>
    public static ReadingsBatch Readings { get; } = new()
    {
        Epoch = "e1", Runs = [new LinkRun("a1", 1)], Range = new SequenceRange(2, 9), SentAt = s_time.UtcTicks, FirstTime = s_time.UtcTicks, LastTime = s_time.UtcTicks + 5, IsHistorical = false,
        PointIds = ["p", "q"], Points = [0, 1, 0], Times = [s_time.UtcTicks, s_time.UtcTicks - 7, s_time.UtcTicks + 1], Values = [1.5, double.NaN, -0.0], Qualities = [192, 0, 64], Flags = [0, 1, 255],
        Texts = new Dictionary<int, string> { [1] = "开" },
    };
}
