using Gateway.Testing.Peers;

namespace Gateway.Interop.Tests.Mqtt;

/// <summary>An authority, a broker certificate for 127.0.0.1 and a client certificate, made anew for each test.</summary>
internal static class TestCertificates
{
    public static void Write(Func<string, string> fileOf)
    {
        using var authority = new TestAuthority();
        authority.Write(fileOf("ca.pem"));
        authority.Issue("localhost", fileOf("server.pem"), fileOf("server.key"));
        authority.Issue("gateway", fileOf("client.pem"), fileOf("client.key"));
    }
}
