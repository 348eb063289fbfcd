using System.Net;
using System.Net.Sockets;
using Gateway.Center.Access;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Composition.Metrics;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Duties;
using Gateway.Center.Live;
using Gateway.Core.Measurements;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.HttpOverrides;

namespace Gateway.Center.Composition;

/// <summary>The running warning center. Migrates the database, then serves.</summary>
public sealed partial class CenterHost : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly CenterOptions _options;

    /// <param name="options">Validated; folders are absolute.</param>
    /// <param name="adjust">Lets a test or a command replace services.</param>
    public CenterHost(CenterOptions options, TimeProvider time, Action<WebApplicationBuilder>? adjust = null)
    {
        _options = options;
        var served = CertificateFile.Served(options.Web, error => LogCertificate(_web!.Logger, options.Web.Certificate!, error));
        var builder = CenterWeb.CreateBuilder(options, served);
        builder.Logging.ClearProviders();
        if (served is not null)
        {
            builder.Services.AddSingleton<IHealthPart>(new CertificateHealth(served, options.Web.Certificate!, time));
        }

        AddServices(builder.Services, options, time);
        adjust?.Invoke(builder);
        _web = builder.Build();
        UseMiddleware(_web, options);
        var api = _web.MapGroup("/api/v1");
        foreach (var module in CenterModules.All)
        {
            module.MapEndpoints(api);
            module.MapRoot(_web);
        }

        HealthEndpoint.Map(api);
        MetricsEndpoint.Map(_web);
        _web.MapOpenApi("/openapi/{documentName}.json").Needs(CenterAct.See);
    }

    public IServiceProvider Services => _web.Services;

    /// <summary>Where the console is, once started.</summary>
    public string Address => _web.Urls.First();

    /// <exception cref="CenterStartException">The port is taken, or another reason a person can mend.</exception>
    public async Task StartAsync(CancellationToken cancellation)
    {
        await Services.GetRequiredService<CenterDbFactory>().MigrateAsync(cancellation);
        await StartServingAsync(_web, _options, cancellation);
        LogStarted(_web.Logger, Address);
        await Services.GetRequiredService<SelfTest>().RunAsync(Address, cancellation);
    }

    /// <summary>Completes when the database has taken a change, or said why not: then changes take turns and none hangs.</summary>
    public Task AnswerAsync(CancellationToken cancellation) => Services.GetRequiredService<CenterStore>().WriteAsync(_ => Task.CompletedTask, cancellation);

    /// <summary>Completes when SIGTERM, SIGINT or a stop ends the process.</summary>
    public Task WaitAsync(CancellationToken cancellation) => _web.WaitForShutdownAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        await _web.StopAsync();
        await _web.DisposeAsync();
    }

    internal static async Task StartServingAsync(WebApplication web, CenterOptions options, CancellationToken cancellation)
    {
        try
        {
            await web.StartAsync(cancellation);
        }
        catch (IOException error) when (error.InnerException is AddressInUseException or SocketException)
        {
            var place = $"{options.Web.Address}:{options.Web.Port}";
            throw new CenterStartException(
                new LocalizedText($"{place} 已被占用；请停止占用它的程序，或修改 web.port", $"{place} is taken; stop what uses it, or change web.port"), error);
        }
    }

    // The order matters: headers on every answer, what is no endpoint is a file or page of the console, files before rights, rights before the limit of an account, the gate last.
    private static void UseMiddleware(WebApplication web, CenterOptions options)
    {
        SecurityHeaders.Use(web, options);
        if (options.Web.BehindProxy)
        {
            web.UseForwardedHeaders();
        }

        web.UseExceptionHandler(new ExceptionHandlerOptions { StatusCodeSelector = StatusOf });
        web.UseStatusCodePages();
        web.UseRouting();
        ConsoleFiles.Use(web, options.Web.ConsoleFolder ?? Path.Combine(AppContext.BaseDirectory, "wwwroot"));
        web.UseAuthentication();
        web.UseRateLimiter();
        web.UseMiddleware<SessionGate>();
    }

    private static int StatusOf(Exception error) => error switch
    {
        BadHttpRequestException bad => bad.StatusCode,
        _ when DatabaseTrouble.IsAway(error) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static void AddServices(IServiceCollection services, CenterOptions options, TimeProvider time)
    {
        services.AddSingleton(options);
        services.AddSingleton(time);
        services.AddSingleton(new CenterDbFactory(options.Database, options.Storage.Folder));
        services.AddSingleton<SelfTest>();
        services.AddSingleton<CenterMeter>();
        services.AddSingleton<CenterStore>();
        services.AddSingleton<CenterChanges>();
        services.AddSingleton<DutyScheduler>();
        services.AddHostedService(provider => provider.GetRequiredService<DutyScheduler>());
        services.AddProblemDetails(problems => problems.CustomizeProblemDetails = CenterProblem.Complete);
        services.AddAuthentication(SessionSignIn.SchemeName);
        services.AddOpenApi("v1");
        services.Configure<ForwardedHeadersOptions>(forwarded =>
        {
            // Only from this machine, which is what the framework takes as known unless told otherwise; one hop.
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.ForwardLimit = 1;
        });
        services.AddSingleton<FigureSample>().AddSingleton<ICenterDuty>(provider => provider.GetRequiredService<FigureSample>());
        services.AddSingleton<CenterGauges>().AddHostedService(provider => provider.GetRequiredService<CenterGauges>());
        if (options.Telemetry.Endpoint is not null)
        {
            // After the gauges: what starts later stops earlier, and the last figures are sent while there are any.
            services.AddHostedService<CenterTelemetry>();
        }

        RateLimits.Add(services, options.Access);
        services.ConfigureHttpJsonOptions(json => CenterJson.Configure(json.SerializerOptions));
        foreach (var module in CenterModules.All)
        {
            module.AddServices(services, options);
        }
    }

    [LoggerMessage(8005, LogLevel.Error, "The changed certificate {File} of the web server cannot be used; the former one stays.")]
    private static partial void LogCertificate(ILogger logger, string file, Exception error);

    [LoggerMessage(8001, LogLevel.Information, "The warning center is running at {Address}.")]
    private static partial void LogStarted(ILogger logger, string address);
}
