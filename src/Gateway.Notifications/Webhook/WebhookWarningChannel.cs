using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Core.Alarms.Traffic.Grouping;
using Gateway.Core.Warnings;
using Gateway.Notifications.Templates;
using Gateway.Pipeline.Ports;
using Microsoft.Extensions.Logging;

namespace Gateway.Notifications.Webhook;

/// <summary>Posts each warning from the durable log, at least once; the header <c>Idempotency-Key</c> is the warning's id.</summary>
/// <param name="http">Its handler must not follow redirects, see <see cref="CreateHandler"/>. Not disposed here.</param>
public sealed partial class WebhookWarningChannel(WebhookOptions options, string site, HttpClient http, TimeProvider time, ILogger logger)
    : IWarningChannel
{
    private static readonly TimeSpan s_logPause = TimeSpan.FromMinutes(1);

    private readonly WarningTier _least = TierFilter.Parse(options.MinTier) ?? WarningTier.Blue;
    private long? _lastLogged;

    public string Name => options.Name;

    public WarningPath Path => WarningPath.Durable;

    public static HttpMessageHandler CreateHandler() => new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) };

    public bool Folds => options.Fold;

    public bool Concerns(WarningEvent warning) => TierFilter.Concerns(warning, _least);

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation) => Concerns(warning)
        ? PostAsync(WarningMessageFactory.Create(warning, site), cancellation)
        : ValueTask.FromResult(NotifyOutcome.Delivered);

    public ValueTask<NotifyOutcome> SendAsync(WarningSummary summary, CancellationToken cancellation) =>
        PostAsync(WarningMessageFactory.Create(summary, site), cancellation);

    private async ValueTask<NotifyOutcome> PostAsync(WarningMessage message, CancellationToken cancellation)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMilliseconds(options.TimeoutMs), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, limit.Token);
        try
        {
            using var request = CreateRequest(message);
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            var status = (int)response.StatusCode;
            return Report(WebhookDecision.Of(status), $"HTTP status {status}", message.Id);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException or UnauthorizedAccessException)
        {
            return Report(NotifyOutcome.Retry, e.Message, message.Id);
        }
    }

    private HttpRequestMessage CreateRequest(WarningMessage message)
    {
        var body = options.Template is { } template
            ? Encoding.UTF8.GetBytes(WarningTemplate.FillJson(template, message))
            : JsonSerializer.SerializeToUtf8Bytes(message, WarningMessageJson.Default.WarningMessage);
        var request = new HttpRequestMessage(HttpMethod.Post, options.Url) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.TryAddWithoutValidation("Idempotency-Key", Uri.EscapeDataString(message.Id));
        foreach (var (name, value) in options.Headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        if (ReadSecret() is { } secret)
        {
            var now = time.GetUtcNow().ToUnixTimeSeconds();
            request.Headers.Add(WebhookSignature.TimestampHeader, now.ToString(CultureInfo.InvariantCulture));
            request.Headers.Add(WebhookSignature.SignatureHeader, WebhookSignature.Compute(secret, now, body));
        }

        return request;
    }

    /// <summary>Read each time, so that the secret can be changed while running.</summary>
    private string? ReadSecret()
    {
        if (options.SecretFile is { } file)
        {
            return File.ReadLines(file).FirstOrDefault()?.Trim();
        }

        return options.SecretEnv is { } name ? Environment.GetEnvironmentVariable(name) : null;
    }

    private NotifyOutcome Report(NotifyOutcome outcome, string what, string warning)
    {
        if (outcome == NotifyOutcome.Refused)
        {
            LogRefused(logger, Name, warning, what);
        }
        else if (outcome == NotifyOutcome.Retry && (_lastLogged is not { } last || time.GetElapsedTime(last) >= s_logPause))
        {
            _lastLogged = time.GetTimestamp();
            LogRetry(logger, Name, warning, what);
        }

        return outcome;
    }

    [LoggerMessage(6000, LogLevel.Error, "Webhook {Channel} refused warning {Warning}: {What}. It is not sent again.")]
    private static partial void LogRefused(ILogger logger, string channel, string warning, string what);

    [LoggerMessage(6001, LogLevel.Warning, "Webhook {Channel} did not take warning {Warning}: {What}. It is sent again later.")]
    private static partial void LogRetry(ILogger logger, string channel, string warning, string what);
}
