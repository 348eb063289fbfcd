using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Tests.Uplink.Messages;

public class EventChainTests
{
    [Fact]
    public void A_known_event_has_the_hash_that_another_program_computed()
    {
        using var body = JsonDocument.Parse("{\"a\":\"气体\",\"b\":1.5}");
        var time = new DateTimeOffset(2026, 3, 2, 1, 2, 3, TimeSpan.Zero).AddTicks(4);

        var first = EventChain.Next(EventChain.Genesis, 7, time, "warning", body.RootElement);

        first.ShouldBe("6a76ae251d7af9936179ae83f0706769801b2b6cd216cfc3dd80063f0bb5b926");
        EventChain.Next(first, 9, time, "system", body.RootElement).ShouldBe("2c392ec7e236445aae95498d28ec3d5a07c4e6368828d31eb695a2d45477958a");
    }

    [Fact]
    public void The_text_that_was_hashed_is_the_text_in_the_message() => Prop.ForAll<string, string>((left, right) =>
    {
        var body = LinkJson.Element(new GapMessage(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch, left ?? "", null, "“<&>\"\u2028" + right));
        var time = new DateTimeOffset(2026, 3, 2, 1, 2, 3, TimeSpan.Zero).AddTicks(1234567);
        var message = new EventMessage
        {
            Epoch = "e", After = 1, Sequence = 2, Time = time, SentAt = time, Kind = "gap", Body = body, Chain = EventChain.Next(EventChain.Genesis, 2, time, "gap", body),
        };
        var read = LinkJson.TryDecode<EventMessage>(LinkJson.Encode(message), out _)!;
        return read.Body.GetRawText() == body.GetRawText() && EventChain.Follows(EventChain.Genesis, read) && !EventChain.Follows(EventChain.Genesis, read with { Sequence = 3 });
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_hash_before_that_is_none_is_refused()
    {
        using var body = JsonDocument.Parse("{}");
        Should.Throw<FormatException>(() => EventChain.Next("00", 1, DateTimeOffset.UnixEpoch, "gap", body.RootElement));
        Should.Throw<FormatException>(() => EventChain.Next(new string('x', 64), 1, DateTimeOffset.UnixEpoch, "gap", body.RootElement));
        Encoding.UTF8.GetByteCount(EventChain.Genesis).ShouldBe(64);
    }
}
