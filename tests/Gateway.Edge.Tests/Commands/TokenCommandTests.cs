using Gateway.Edge.Api.Access;
using Gateway.Edge.Tests.Configuration;

namespace Gateway.Edge.Tests.Commands;

public sealed class TokenCommandTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public TokenCommandTests() => _folder.Write("edge.json", ConfigurationFolder.Sound);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_token_is_shown_once_listed_without_its_secret_and_ends_when_revoked()
    {
        var (code, made, _) = await RunAsync("add", "--name", "SCADA 甲", "--scope", "read", "act", "--days", "30");
        code.ShouldBe(0);
        var text = made.Split('\n').Single(line => line.StartsWith("rgw_", StringComparison.Ordinal)).Trim();
        var file = new ApiTokenFile(_folder.Source.Resolve("data"));
        var token = file.Find(text, TimeProvider.System.GetUtcNow()).ShouldNotBeNull();
        (token.Name, token.Scopes).ShouldBe(("SCADA 甲", ApiScope.Read | ApiScope.Act));
        file.Find(text, TimeProvider.System.GetUtcNow().AddDays(31)).ShouldBeNull("it has expired then");

        var (_, list, _) = await RunAsync("list", "--lang", "zh");
        list.ShouldContain("SCADA 甲");
        list.ShouldContain("有效");
        list.ShouldNotContain(text);
        list.ShouldNotContain(token.Hash);

        (await RunAsync("revoke", token.Id)).Code.ShouldBe(0);
        file.Find(text, TimeProvider.System.GetUtcNow()).ShouldBeNull();
        (await RunAsync("list", "--lang", "en")).Output.ShouldContain("revoked");
        (await RunAsync("revoke", "none")).Code.ShouldBe(1);
    }

    [Theory]
    [InlineData("--scope", "admin")]
    [InlineData("--days", "0")]
    [InlineData("--days", "2000")]
    [InlineData("--name", "")]
    public async Task What_is_not_allowed_makes_none(string option, string value)
    {
        string[] arguments = option == "--name" ? ["add", option, value] : ["add", "--name", "x", option, value];
        (await RunAsync(arguments)).Code.ShouldBe(2);
        new ApiTokenFile(_folder.Source.Resolve("data")).IsUsed.ShouldBeFalse();
    }

    private Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) => CommandLine.RunAsync(["token", .. arguments, "-c", _folder.Source.File]);
}
