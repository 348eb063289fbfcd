using Gateway.Edge.Commands;

namespace Gateway.Edge.Tests.Commands;

/// <summary>Runs a command of the gateway in this process.</summary>
internal static class CommandLine
{
    public static async Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var errors = new StringWriter();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(20), TimeProvider.System);
        var code = await GatewayCommand.RunAsync(arguments, new() { Output = output, Error = errors }, deadline.Token);
        return (code, output.ToString(), errors.ToString());
    }
}
