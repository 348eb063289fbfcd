namespace Gateway.Contracts.V1.Link;

/// <summary>Topics of the link between gateway and center: <c>rgw/v1/{county}/{site}/{edge}/{leaf}</c>. Ids hold letters, digits, <c>. _ -</c> only.</summary>
public static class LinkTopics
{
    /// <summary>Retained, with will: <see cref="StateMessage"/>.</summary>
    public const string State = "state";

    /// <summary>Retained: <see cref="TableMessage"/>.</summary>
    public const string Table = "table";

    /// <summary>One <see cref="EventMessage"/> each.</summary>
    public const string Events = "events";

    /// <summary>Columnar batches, newest data.</summary>
    public const string Live = "live";

    /// <summary>The same batches, sent later than they should have been.</summary>
    public const string Backlog = "backlog";

    /// <summary>Gateway to center: <see cref="CommandAnswer"/>.</summary>
    public const string Answers = "answers";

    /// <summary>Center to gateway: <see cref="ReceiptMessage"/>.</summary>
    public const string Receipts = "receipts";

    /// <summary>Center to gateway: <see cref="CommandMessage"/>.</summary>
    public const string Commands = "commands";

    public static string Of(string county, string site, string edge, string leaf) => $"rgw/v1/{county}/{site}/{edge}/{leaf}";

    /// <summary>What the center subscribes to for one leaf of all gateways.</summary>
    public static string All(string county, string leaf) => $"rgw/v1/{county}/+/+/{leaf}";

    /// <summary>False when the topic is not one of the link.</summary>
    public static bool TryParse(ReadOnlySpan<char> topic, out LinkAddress address)
    {
        address = default;
        Span<Range> parts = stackalloc Range[7];
        if (topic.Split(parts, '/') != 6 || topic[parts[0]] is not "rgw" || topic[parts[1]] is not "v1")
        {
            return false;
        }

        address = new LinkAddress(topic[parts[2]].ToString(), topic[parts[3]].ToString(), topic[parts[4]].ToString(), topic[parts[5]].ToString());
        return address is { County.Length: > 0, Site.Length: > 0, Edge.Length: > 0, Leaf.Length: > 0 };
    }
}

/// <summary>A topic of the link, taken apart.</summary>
public readonly record struct LinkAddress(string County, string Site, string Edge, string Leaf);
