using System.CommandLine;
using System.CommandLine.Parsing;

namespace Gateway.Center.Commands;

/// <summary>The command line of <c>warning-center</c>.</summary>
public static class CenterCommand
{
    /// <summary>Exit code of a bad configuration or command line.</summary>
    public const int BadInput = 2;

    public static RootCommand Create() => new("Warning center of a county / 县级监测预警中心") { VerifyCommand.Create() };

    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, InvocationConfiguration invocation, CancellationToken cancellation)
    {
        var parse = Create().Parse(arguments);
        var code = await parse.InvokeAsync(invocation, cancellation);
        return parse.Errors.Count > 0 ? BadInput : code;
    }
}
