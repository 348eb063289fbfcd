using Gateway.Center.Access;
using Gateway.Center.Composition;
using Gateway.Center.Configuration;
using Gateway.Center.Data;

namespace Gateway.Center.Live;

/// <inheritdoc/>
internal sealed class LiveModule : ICenterModule
{
    private const int LargestMessage = 8 * 1024;

    public void AddServices(IServiceCollection services, CenterOptions options)
    {
        services.AddSignalR(hub =>
        {
            hub.MaximumReceiveMessageSize = LargestMessage;
            hub.EnableDetailedErrors = false;
            hub.StreamBufferCapacity = 1;
        }).AddJsonProtocol(json => CenterJson.Configure(json.PayloadSerializerOptions));
        services.AddSingleton<LiveClients>();
        services.AddSingleton<LiveFanout>().AddHostedService(provider => provider.GetRequiredService<LiveFanout>());
        services.AddHostedService<LiveTicker>();
    }

    public void MapEndpoints(IEndpointRouteBuilder api)
    {
    }

    public void MapRoot(IEndpointRouteBuilder root) =>
        root.MapHub<LiveHub>("/live").WithMetadata(new NeededAct(CenterAct.See)).Add(endpoint =>
        {
            var hub = endpoint.RequestDelegate!;
            endpoint.RequestDelegate = context => Refusal(context) is { } status ? Refuse(context, status) : hub(context);
        });

    // A browser sends the session along with a connection another page opens: only the center's own pages may.
    private static int? Refusal(HttpContext context)
    {
        if (CurrentUser.Of(context.User) is null)
        {
            return StatusCodes.Status401Unauthorized;
        }

        var origin = context.Request.Headers.Origin.ToString();
        return origin.Length == 0 || (Uri.TryCreate(origin, UriKind.Absolute, out var page) && page.Authority == context.Request.Host.Value)
            ? null
            : StatusCodes.Status403Forbidden;
    }

    private static Task Refuse(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
