using System.Runtime.Versioning;

namespace Gateway.Conventions.Tests.Scripts;

/// <summary>An audit that nobody answered may not look like a clean one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class AuditScriptTests
{
    private const string Clean = "{\"auditReportVersion\": 2, \"metadata\": {\"vulnerabilities\": {\"total\": 0}}}";
    private const string Weak = "{\"auditReportVersion\": 2, \"metadata\": {\"vulnerabilities\": {\"total\": 3}}}";
    private const string Silent = "{\"statusCode\": 405}";

    [Theory]
    [InlineData(true, false, Clean, 0, "NuGet: no package with a known weakness")]
    [InlineData(true, true, Clean, 1, "NuGet: packages with known weaknesses")]
    [InlineData(true, false, Weak, 1, "npm: packages with known weaknesses")]
    [InlineData(true, false, Silent, 2, "npm: the registry does not answer")]
    [InlineData(false, false, Clean, 2, "NuGet: the registry does not tell of known weaknesses")]
    public async Task Ends_well_only_when_both_registries_answered_and_know_nothing(bool nugetKnows, bool nugetWeak, string npm, int code, string said)
    {
        using var run = new ScriptRun().Folder("src/Gateway.Center/ClientApp")
            .Fake("dotnet", $$"""
                case "$*" in
                    *probe.csproj*vulnerable*) {{(nugetKnows ? "echo '   > Newtonsoft.Json  12.0.1  12.0.1  High'" : "echo 'has no vulnerable packages'")}} ;;
                    *Gateway.sln*vulnerable*) {{(nugetWeak ? "echo 'Project X has the following vulnerable packages'; echo '   > Bad.Package 1.0 High'" : "echo 'has no vulnerable packages'")}} ;;
                esac
                """)
            .Fake("npm", $"echo '{npm}'").Fake("sort", "cat");

        var (ended, _, error) = await run.RunAsync("scripts/audit.sh");

        (ended, error.Contains(said, StringComparison.Ordinal)).ShouldBe((code, true), error);
    }
}
