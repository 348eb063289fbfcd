using Gateway.Center.Organisation;
using Gateway.Notifications.Chat;
using Gateway.Notifications.Email;
using Gateway.Notifications.People;
using Gateway.Notifications.Provider;

namespace Gateway.Center.Calls.Channels;

/// <summary>The ways to people that are configured, with those other parts have registered. Thread-safe.</summary>
public sealed class CallChannels : IDisposable
{
    public const string Console = "console";
    public const string Sounder = "sounder";

    private readonly List<HttpClient> _clients = [];

    public CallChannels(CallOptions options, IEnumerable<IPersonChannel> others, TimeProvider time)
    {
        IPersonChannel[] all =
        [
            .. others,
            .. options.Providers.Select(provider => new ProviderChannel(provider, Client(provider.AllowPrivate), time)),
            .. options.Email.Select(email => new EmailChannel(email, time)),
            .. options.Chats.Select(chat => new ChatChannel(chat, Client(chat.AllowPrivate), time)),
        ];

        // Messages wait under the name of their channel: two of one name would take each other's.
        All = [.. all.DistinctBy(channel => channel.Name, StringComparer.Ordinal)];
    }

    public IReadOnlyList<IPersonChannel> All { get; }

    /// <summary>The first of a kind; null when none is configured.</summary>
    public IPersonChannel? First(string kind) => All.FirstOrDefault(channel => channel.Kind == kind);

    public IPersonChannel? Named(string name) => All.FirstOrDefault(channel => channel.Name == name);

    /// <summary>The one of the same kind that is tried when this one failed; null when there is none.</summary>
    public IPersonChannel? After(string name)
    {
        var failed = Named(name);
        return failed is null ? null : All.SkipWhile(channel => channel != failed).Skip(1).FirstOrDefault(channel => channel.Kind == failed.Kind);
    }

    /// <summary>Where a person is reached by a kind of channel; null when the person has no such address.</summary>
    public static string? AddressOf(Person person, string kind)
    {
        var address = kind switch
        {
            "sms" or "voice" => person.Phone,
            "email" => person.Email,
            "chat" => person.Chat,
            _ => null,
        };
        return string.IsNullOrWhiteSpace(address) ? null : address;
    }

    public void Dispose() => _clients.ForEach(client => client.Dispose());

    private HttpClient Client(bool allowPrivate)
    {
        // The channel has its own time limit.
        var client = new HttpClient(AddressGuard.CreateHandler(allowPrivate)) { Timeout = Timeout.InfiniteTimeSpan };
        _clients.Add(client);
        return client;
    }
}
