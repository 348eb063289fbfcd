using System.Text;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>Addresses of the endpoints, with their parameters escaped.</summary>
internal static class InfluxAddresses
{
    public static Uri Write(InfluxOptions options)
    {
        if (options.Version == InfluxVersion.V2)
        {
            return Under(options, $"api/v2/write?org={Escape(options.Org)}&bucket={Escape(options.Bucket)}&precision=ns");
        }

        var policy = options.RetentionPolicy is null ? "" : $"&rp={Escape(options.RetentionPolicy)}";
        return Under(options, $"write?db={Escape(options.Database)}{policy}&precision=ns");
    }

    public static Uri Query(InfluxOptions options, string statement)
    {
        var address = new StringBuilder($"query?db={Escape(options.QueryDatabase)}&epoch=ns");
        if (options.RetentionPolicy is not null)
        {
            address.Append($"&rp={Escape(options.RetentionPolicy)}");
        }

        return Under(options, address.Append($"&q={Escape(statement)}").ToString());
    }

    /// <summary>Keeps a path in the base address, as behind a reverse proxy.</summary>
    public static Uri Under(InfluxOptions options, string relative) => new($"{options.Url.TrimEnd('/')}/{relative}", UriKind.Absolute);

    private static string Escape(string? text) => Uri.EscapeDataString(text ?? "");
}
