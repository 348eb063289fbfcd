using Gateway.Pipeline.Ports;

namespace Gateway.Notifications.Webhook;

/// <summary>What an HTTP status means for a warning. Pure.</summary>
public static class WebhookDecision
{
    /// <summary>
    /// 2xx delivered; 408, 425, 429 and 5xx again later (RFC 9110 section 15, RFC 8470, RFC 6585); all others refused. A redirect is refused:
    /// a signed warning goes only where the configuration says.
    /// </summary>
    public static NotifyOutcome Of(int status) => status switch
    {
        >= 200 and < 300 => NotifyOutcome.Delivered,
        408 or 425 or 429 or (>= 500 and < 600) => NotifyOutcome.Retry,
        _ => NotifyOutcome.Refused,
    };
}
