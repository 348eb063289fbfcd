using Gateway.Pipeline.Ports;

namespace Gateway.Notifications.People;

/// <summary>A way to reach one person: e-mail, SMS, voice, chat. Thread-safe.</summary>
public interface IPersonChannel
{
    /// <summary>Unique name in the configuration.</summary>
    string Name { get; }

    /// <summary><c>email</c>, <c>sms</c>, <c>voice</c> or <c>chat</c>.</summary>
    string Kind { get; }

    /// <summary>Never throws for trouble outside; ends within its time-out.</summary>
    ValueTask<PersonReply> SendAsync(PersonMessage message, CancellationToken cancellation);
}

/// <summary>What one person is told.</summary>
/// <param name="Id">Unique; a provider that gets it twice may drop the second.</param>
/// <param name="Address">Telephone number, mail address or chat id.</param>
/// <param name="Subject">One line.</param>
/// <param name="Text">Whole message, in the person's language; no secrets but <paramref name="AnswerLink"/>.</param>
/// <param name="AnswerLink">Where the person confirms; null when there is nothing to confirm.</param>
public sealed record PersonMessage(string Id, string Address, string Subject, string Text, string? AnswerLink);

/// <param name="Receipt">The provider's number of the message; null when it gave none.</param>
/// <param name="Delivered">True when the provider says that it arrived, not only that it was taken.</param>
/// <param name="Trouble">What went wrong, for people; null when nothing did.</param>
public sealed record PersonReply(NotifyOutcome Outcome, string? Receipt, bool Delivered, string? Trouble);
