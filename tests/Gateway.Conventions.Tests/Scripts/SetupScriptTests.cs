using System.Runtime.Versioning;

namespace Gateway.Conventions.Tests.Scripts;

[UnsupportedOSPlatform("windows")]
public sealed class SetupScriptTests
{
    private const string NothingButSocat = """[ "${@: -1}" != socat ] && echo -n installed""";
    private const string All = "echo -n installed";

    [Fact]
    public async Task Installs_nothing_and_asks_for_no_network_when_all_is_there()
    {
        using var run = Machine(All, user: 1000).Fake("apt-get", "touch called");
        var (code, _, error) = await run.RunAsync("scripts/setup.sh");
        code.ShouldBe(0, error);
        run.Exists("called").ShouldBeFalse();
    }

    [Fact]
    public async Task Without_root_or_sudo_prints_the_list_and_fails()
    {
        using var run = Machine(NothingButSocat, user: 1000);
        var (code, _, error) = await run.RunAsync("scripts/setup.sh");
        code.ShouldNotBe(0);
        error.ShouldContain("apt-get install --no-install-recommends socat\n");
    }

    [Fact]
    public async Task Installs_only_what_is_missing_as_root()
    {
        using var run = Machine(NothingButSocat, user: 0).Fake("apt-get", """echo "$*" >>called""");
        var (code, _, error) = await run.RunAsync("scripts/setup.sh");
        code.ShouldBe(0, error);
        run.Read("called").ShouldBe("update -q\ninstall -q -y --no-install-recommends socat\n");
    }

    [Fact]
    public async Task Uses_sudo_where_the_user_is_not_root()
    {
        using var run = Machine(NothingButSocat, user: 1000)
            .Fake("sudo", """[ "$1" = -n ] && shift; echo "sudo $1" >>called; exec "$@" """)
            .Fake("true", "exit 0")
            .Fake("apt-get", "exit 0");
        var (code, _, error) = await run.RunAsync("scripts/setup.sh");
        code.ShouldBe(0, error);
        run.Read("called").ShouldContain("sudo apt-get");
    }

    [Fact]
    public async Task A_failed_installation_fails_the_setup()
    {
        using var run = Machine(NothingButSocat, user: 0).Fake("apt-get", """[ "$1" = update ]""");
        (await run.RunAsync("scripts/setup.sh")).ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task Says_which_sdk_is_wanted_when_there_is_none()
    {
        using var run = new ScriptRun().Fake("dpkg-query", All);
        var (code, _, error) = await run.RunAsync("scripts/setup.sh");
        code.ShouldNotBe(0);
        error.ShouldContain("SDK 10.0");
    }

    private static ScriptRun Machine(string dpkgQuery, int user) => new ScriptRun()
        .Fake("dpkg-query", dpkgQuery).Fake("id", $"echo {user}").Fake("dotnet", "exit 0").Fake("systemctl", "exit 0");
}
