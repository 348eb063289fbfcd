using System.Net;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Live;

namespace Gateway.Center.Composition;

/// <summary>The running warning center. Migrates the database, then serves.</summary>
public sealed partial class CenterHost : IAsyncDisposable
{
    private readonly WebApplication _web;

    /// <param name="options">Validated; folders are absolute.</param>
    /// <param name="adjust">Lets a test replace services; null in the product.</param>
    public CenterHost(CenterOptions options, TimeProvider time, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
            kestrel.Listen(IPAddress.Parse(options.Web.Address), options.Web.Port);
        });
        AddServices(builder.Services, options, time);
        adjust?.Invoke(builder);
        _web = builder.Build();
        _web.UseExceptionHandler();
        _web.UseStatusCodePages();
        _web.UseAuthentication();
        var api = _web.MapGroup("/api/v1");
        foreach (var module in CenterModules.All)
        {
            module.MapEndpoints(api);
            module.MapRoot(_web);
        }
    }

    public IServiceProvider Services => _web.Services;

    /// <summary>Where the console is, once started.</summary>
    public string Address => _web.Urls.First();

    public async Task StartAsync(CancellationToken cancellation)
    {
        await Services.GetRequiredService<CenterDbFactory>().MigrateAsync(cancellation);
        await _web.StartAsync(cancellation);
        LogStarted(_web.Logger, Address);
    }

    /// <summary>Completes when SIGTERM, SIGINT or a stop ends the process.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    private static void AddServices(IServiceCollection services, CenterOptions options, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(new CenterDbFactory(options.Database, options.Storage.Folder));
        services.AddSingleton<CenterStore>();
        services.AddSingleton<CenterChanges>();
        services.AddSingleton<DutyScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<DutyScheduler>());
        services.AddProblemDetails();
        services.AddAuthentication();
        services.ConfigureHttpJsonOptions(json => CenterJson.Configure(json.SerializerOptions));
        foreach (var module in CenterModules.All)
        {
            module.AddServices(services, options);
        }
    }

    [LoggerMessage(8001, LogLevel.Information, "The warning center is running at {Address}.")]
    private static partial void LogStarted(ILogger logger, string address);
}
