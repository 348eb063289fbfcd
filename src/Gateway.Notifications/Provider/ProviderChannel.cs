using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Pipeline.Ports;
using Gateway.Notifications.People;
using Gateway.Notifications.Webhook;

namespace Gateway.Notifications.Provider;

/// <summary>Sends SMS or voice through an HTTP interface described by a template. The id of the message is also the header <c>Idempotency-Key</c>.</summary>
/// <param name="http">Made with <see cref="AddressGuard.CreateHandler"/>. Not disposed here.</param>
public sealed class ProviderChannel(ProviderOptions options, HttpClient http, TimeProvider time) : IPersonChannel
{
    public string Name => options.Name;

    public string Kind => options.Kind;

    public ValueTask<PersonReply> SendAsync(PersonMessage message, CancellationToken cancellation) =>
        HttpSending.SendAsync(http, () => Create(message), options.TimeoutMs, time, Judge, cancellation);

    private HttpRequestMessage Create(PersonMessage message)
    {
        var secret = options.Secret.Read();
        var request = new HttpRequestMessage(new HttpMethod(options.Method), MessageTemplate.Fill(options.Url, message, secret, TemplateEscape.Form));
        request.Headers.TryAddWithoutValidation("Idempotency-Key", message.Id);
        foreach (var (name, template) in options.Headers)
        {
            // No header value may hold a line end, and a secret or id has none to begin with.
            request.Headers.TryAddWithoutValidation(name, MessageTemplate.Fill(template, message with { Text = "", Subject = "" }, secret, TemplateEscape.Form));
        }

        if (options.Method != "GET")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(MessageTemplate.Fill(options.Body, message, secret, options.Escape)));
            request.Content.Headers.ContentType = new MediaTypeHeaderValue(options.ContentType, "utf-8");
        }

        return request;
    }

    private PersonReply Judge(int status, JsonElement? answer)
    {
        if (!options.SuccessStatus.Contains(status))
        {
            var outcome = WebhookDecision.Of(status) == NotifyOutcome.Retry ? NotifyOutcome.Retry : NotifyOutcome.Refused;
            return new PersonReply(outcome, null, false, $"HTTP {status}");
        }

        var said = options.SuccessPath is { } path ? HttpSending.At(answer, path) : null;
        return options.SuccessPath is null || (said is not null && options.SuccessValues.Contains(said, StringComparer.Ordinal))
            ? new PersonReply(NotifyOutcome.Delivered, options.ReceiptPath is { } receipt ? HttpSending.At(answer, receipt) : null, false, null)
            : new PersonReply(NotifyOutcome.Retry, null, false, $"HTTP {status}, {options.SuccessPath} = {Short(said)}");
    }

    private static string Short(string? text) => text is null ? "-" : text.Length > 80 ? text[..80] : text;
}
