using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Gateway.Hosting.Telemetry;

/// <summary>
/// Ids of traces out of what both programs know anyway, so that their spans meet without a field on the wire and without a clock: the first 24 bytes of a SHA-256, 16 for the
/// trace and 8 for the span all others hang on (W3C Trace Context, 3.2.2: any bytes but zeros).
/// </summary>
public static class TraceIds
{
    /// <summary>One warning of one site.</summary>
    public static ActivityContext OfWarning(string site, string warningId) => Of($"warning\n{site}\n{warningId}");

    /// <summary>One incident of the center.</summary>
    public static ActivityContext OfIncident(string incidentId) => Of($"incident\n{incidentId}");

    private static ActivityContext Of(string text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);

        // A hash that begins with 16 zeros has never been seen, but an id of zeros would throw.
        hash[0] |= BinaryPrimitives.ReadInt64LittleEndian(hash) == 0 ? (byte)1 : (byte)0;
        return new ActivityContext(ActivityTraceId.CreateFromBytes(hash[..16]), ActivitySpanId.CreateFromBytes(hash[16..24]), ActivityTraceFlags.Recorded, isRemote: true);
    }
}
