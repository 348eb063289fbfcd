using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Commands;

public sealed class CheckCommandTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("chekc")]
    [InlineData("check", "--confg", "x")]
    [InlineData("check", "--lang", "fr")]
    [InlineData("points", "export")]
    [InlineData("top", "--interval", "5")]
    public async Task A_command_line_that_cannot_be_understood_ends_with_two(params string[] arguments)
    {
        var (code, _, errors) = await CommandLine.RunAsync(arguments);

        code.ShouldBe(2);
        errors.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("zh", "当前：-7", "允许：", "未启动任何部分")]
    [InlineData("en", "found:   -7", "allowed: ", "1 error; nothing was started.")]
    public async Task An_error_says_where_what_and_what_is_allowed(string language, params string[] words)
    {
        _folder.Write("edge.json", ConfigurationFolder.Sound.Replace("\"address\": 0}", "\"address\": -7}", StringComparison.Ordinal));

        var (code, _, errors) = await CommandLine.RunAsync("check", "-c", _folder.Source.File, "--lang", language);

        code.ShouldBe(2);
        errors.ShouldStartWith("edge.json: points[0].modbus.address");
        foreach (var word in words)
        {
            errors.ShouldContain(word);
        }
    }

    [Fact]
    public async Task A_good_file_ends_with_zero_and_says_how_many_limits_nobody_reviewed()
    {
        _folder.Write("edge.json", ConfigurationFolder.Sound);

        var (code, output, _) = await CommandLine.RunAsync("check", "-c", _folder.Source.File, "--lang", "en");

        code.ShouldBe(0);
        output.ShouldContain("2 points");
        output.ShouldContain("1 of the points' own limits have not been reviewed");
    }

    [Theory]
    [InlineData("en", "Rule pack gas-fixed/1.0.0: not reviewed", "rest on defaults nobody has reviewed", "Rules not active:", "the site has no such point (quantity oxygen", "Completeness of open-pit-slope:", "missing: ")]
    [InlineData("zh", "规则包 gas-fixed/1.0.0：未经审核", "未经审核的默认值", "未生效的规则：", "现场没有这类测点（quantity oxygen", "场景 open-pit-slope 的完整性：", "缺少 ")]
    public async Task It_says_which_packs_run_which_rules_do_not_and_why_and_what_the_site_lacks(string language, params string[] words)
    {
        var (code, output, errors) = await CommandLine.RunAsync("check", "-c", RepositoryFolder.File("config", "edge.json"), "--lang", language);

        errors.ShouldBeEmpty();
        code.ShouldBe(0);
        foreach (var word in words)
        {
            output.ShouldContain(word);
        }
    }
}
