using System.Collections.Concurrent;
using Gateway.Notifications.People;
using Gateway.Pipeline.Ports;

namespace Gateway.Center.Tests.Calls.Support;

/// <summary>A channel that does what a test says and keeps what it was given.</summary>
internal sealed class FakeChannel(string kind, string? name = null) : IPersonChannel
{
    public static PersonReply Taken { get; } = new(NotifyOutcome.Delivered, "r", false, null);

    public static PersonReply Busy { get; } = new(NotifyOutcome.Retry, null, false, "busy");

    public static PersonReply Refused { get; } = new(NotifyOutcome.Refused, null, false, "no such number");

    public ConcurrentQueue<PersonMessage> Sent { get; } = new();

    public Func<PersonMessage, CancellationToken, ValueTask<PersonReply>> Does { get; set; } = (_, _) => ValueTask.FromResult(Taken);

    public string Name { get; } = name ?? kind;

    public string Kind { get; } = kind;

    public FakeChannel Always(PersonReply reply)
    {
        Does = (_, _) => ValueTask.FromResult(reply);
        return this;
    }

    public ValueTask<PersonReply> SendAsync(PersonMessage message, CancellationToken cancellation)
    {
        Sent.Enqueue(message);
        return Does(message, cancellation);
    }
}
