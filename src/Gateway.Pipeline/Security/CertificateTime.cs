using System.Globalization;

namespace Gateway.Pipeline.Security;

/// <summary>Times of certificates as people are told them.</summary>
public static class CertificateTime
{
    /// <param name="local">As the framework gives the begin and end of a certificate: local time.</param>
    /// <returns>UTC, to the minute: <c>2026-03-02 08:00Z</c>.</returns>
    public static string Utc(DateTime local) => local.ToUniversalTime().ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
