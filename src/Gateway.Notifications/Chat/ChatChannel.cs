using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Ports;
using Gateway.Notifications.People;
using Gateway.Notifications.Webhook;

namespace Gateway.Notifications.Chat;

/// <summary>Tells a person in a chat group, by name, through the group's robot.</summary>
/// <param name="http">Made with <see cref="AddressGuard.CreateHandler"/>. Not disposed here.</param>
public sealed class ChatChannel(ChatOptions options, HttpClient http, TimeProvider time) : IPersonChannel
{
    private static readonly JsonSerializerOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string Name => options.Name;

    public string Kind => "chat";

    public ValueTask<PersonReply> SendAsync(PersonMessage message, CancellationToken cancellation) =>
        HttpSending.SendAsync(http, () => Create(message), options.TimeoutMs, time, Judge, cancellation);

    private HttpRequestMessage Create(PersonMessage message)
    {
        var url = options.Url.Read() ?? throw new InvalidOperationException("no address");
        var secret = options.Secret.Read();
        var now = time.GetUtcNow();
        if (options.Shape == ChatShape.DingTalk && secret is not null)
        {
            var ms = now.ToUnixTimeMilliseconds();
            url += $"{(url.Contains('?', StringComparison.Ordinal) ? '&' : '?')}timestamp={ms}&sign={Uri.EscapeDataString(ChatSignature.DingTalk(secret, ms))}";
        }

        var body = Body(message, secret, now.ToUnixTimeSeconds()).ToJsonString(s_json);
        return new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
    }

    private JsonObject Body(PersonMessage message, string? secret, long seconds)
    {
        var content = $"{message.Subject}\n{message.Text}";
        switch (options.Shape)
        {
            case ChatShape.WeCom:
                return new JsonObject { ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = content, ["mentioned_list"] = new JsonArray(message.Address) } };
            case ChatShape.DingTalk:
                return new JsonObject
                {
                    ["msgtype"] = "text", ["text"] = new JsonObject { ["content"] = $"@{message.Address} {content}" },
                    ["at"] = new JsonObject { ["atUserIds"] = new JsonArray(message.Address), ["isAtAll"] = false },
                };
            default:
                var body = new JsonObject
                {
                    ["msg_type"] = "text",
                    ["content"] = new JsonObject { ["text"] = $"<at user_id=\"{Uri.EscapeDataString(message.Address)}\"></at> {content}" },
                };
                if (secret is not null)
                {
                    body["timestamp"] = seconds.ToString(CultureInfo.InvariantCulture);
                    body["sign"] = ChatSignature.Feishu(secret, seconds);
                }

                return body;
        }
    }

    private PersonReply Judge(int status, JsonElement? answer)
    {
        if (status is < 200 or >= 300)
        {
            return new PersonReply(WebhookDecision.Of(status), null, false, $"HTTP {status}");
        }

        var code = HttpSending.At(answer, options.Shape == ChatShape.Feishu ? "code" : "errcode");
        return code == "0" ? new PersonReply(NotifyOutcome.Delivered, null, false, null) : new PersonReply(NotifyOutcome.Retry, null, false, $"code {code ?? "-"}");
    }
}
