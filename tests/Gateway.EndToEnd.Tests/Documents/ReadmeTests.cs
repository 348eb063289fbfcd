using System.Text.RegularExpressions;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Documents;

public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task Example_configuration_of_the_readme_is_accepted(string readme)
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("edge.json");
        await File.WriteAllTextAsync(file, Example(readme));

        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "check", "--config", file);
        code.ShouldBe(0, output);
    }

    [Fact]
    public async Task A_mistake_in_the_example_is_named_with_exit_code_2()
    {
        using var folder = new TemporaryFolder();
        var file = folder.File("edge.json");
        await File.WriteAllTextAsync(file, Example("README.md").Replace("\"holding\"", "\"houlding\"", StringComparison.Ordinal));

        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "check", "--config", file);
        code.ShouldBe(2, output);
        output.ShouldContain("houlding");
    }

    private static string Example(string readme) => Fence().Match(File.ReadAllText(BuildOutput.File(readme))).Groups["json"].Value;

    [GeneratedRegex(@"^```json\n(?<json>.*?)^```", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
