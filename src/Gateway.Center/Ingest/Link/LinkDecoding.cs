using Gateway.Contracts.V1.Link;

namespace Gateway.Center.Ingest.Link;

/// <summary>Reads a message nobody vouches for.</summary>
internal static class LinkDecoding
{
    /// <summary>Null, with the reason, when it is no such message or <paramref name="check"/> says what is wrong with it.</summary>
    public static T? Decode<T>(byte[] payload, Func<T, string> check, out string error)
        where T : class
    {
        if (LinkJson.TryDecode<T>(payload, out error) is not { } message)
        {
            return null;
        }

        try
        {
            error = check(message);
        }
        catch (Exception damage)
        {
            // A field that may not be null is; whatever it is, it is not a message.
            error = damage.Message;
        }

        return error.Length == 0 ? message : null;
    }
}
