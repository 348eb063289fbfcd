using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Documents;

public sealed partial class ReadmeTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task Example_configuration_of_the_readme_is_accepted(string readme)
    {
        using var folder = Repository();
        var file = folder.File("edge.json");
        await File.WriteAllTextAsync(file, Example(readme));

        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "check", "--config", file);
        code.ShouldBe(0, output);
    }

    [Fact]
    public async Task A_mistake_in_the_example_is_named_with_exit_code_2()
    {
        using var folder = Repository();
        var file = folder.File("edge.json");
        await File.WriteAllTextAsync(file, Example("README.md").Replace("\"holding\"", "\"houlding\"", StringComparison.Ordinal));

        var (code, output) = await PeerProcess.RunAsync(BuildOutput.Gateway, "check", "--config", file);
        code.ShouldBe(2, output);
        output.ShouldContain("houlding");
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("README.zh-CN.md")]
    public async Task The_replay_of_the_readme_runs_as_written_and_gives_what_it_says(string readme)
    {
        using var folder = Repository();
        await File.WriteAllTextAsync(folder.File("edge.json"), Example(readme));

        var (code, output) = await PeerProcess.RunAsync("bash", "-c", $"cd '{folder.Path}'\n{CommandsWith(readme, " replay ")}");
        code.ShouldBe(0, output);

        var lines = (await File.ReadAllLinesAsync(folder.File("transitions.jsonl"))).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        lines.Select(line => $"{line.GetProperty("time").GetString()} {line.GetProperty("tier").GetString()}")
            .ShouldBe(["2026-01-31T08:00:05Z yellow", "2026-01-31T08:00:08Z orange"]);
        lines[1].GetProperty("explanation").GetProperty("en").GetString()!.ShouldContain("Not yet red");
    }

    // The commands of the read me are written for the root of the repository.
    private static TemporaryFolder Repository()
    {
        var folder = new TemporaryFolder();
        Directory.CreateSymbolicLink(folder.File("seeds"), BuildOutput.File("seeds"));
        Directory.CreateSymbolicLink(folder.File("src"), BuildOutput.File("src"));
        return folder;
    }

    private static string CommandsWith(string readme, string word) => Fences(readme, "bash").Single(commands => commands.Contains(word, StringComparison.Ordinal))
        .Replace("bin/Release/", $"bin/{BuildOutput.Configuration}/", StringComparison.Ordinal);

    private static string Example(string readme) => Fences(readme, "json").First();

    private static IEnumerable<string> Fences(string readme, string kind) => Fence().Matches(File.ReadAllText(BuildOutput.File(readme)))
        .Where(fence => fence.Groups["kind"].Value == kind).Select(fence => fence.Groups["text"].Value);

    [GeneratedRegex(@"^```(?<kind>\w*)\n(?<text>.*?)^```", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();
}
