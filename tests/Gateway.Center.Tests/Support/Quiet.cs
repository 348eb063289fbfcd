using Gateway.Center.Duties;
using Gateway.Center.Warnings;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Support;

/// <summary>For tests that look at one module alone.</summary>
internal static class Quiet
{
    /// <summary>Nobody is called: what is looked at holds the facts of incidents only.</summary>
    public static void NoCalls(IServiceCollection services)
    {
        var calling = services.Where(service =>
            (service.ServiceType == typeof(IIncidentObserver) || service.ServiceType == typeof(ICenterDuty))
            && service.ImplementationType?.Namespace?.StartsWith("Gateway.Center.Calls", StringComparison.Ordinal) == true).ToList();
        calling.ForEach(service => services.Remove(service));
    }

    /// <summary>An incident a test has put there stays as it is, though no warning of it stands.</summary>
    public static void NoIncidentWork(IServiceCollection services) =>
        services.Where(service => service.ServiceType == typeof(ICenterDuty) && service.ImplementationType?.Namespace?.StartsWith("Gateway.Center.Warnings", StringComparison.Ordinal) == true)
            .ToList().ForEach(service => services.Remove(service));
}
