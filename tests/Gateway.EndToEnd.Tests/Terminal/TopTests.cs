using System.Text.RegularExpressions;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Terminal;

/// <summary><c>gateway top</c> in a real pseudo terminal, made by script(1) of util-linux.</summary>
public sealed partial class TopTests
{
    [Theory]
    [InlineData(24, 10)]
    [InlineData(40, 20)]
    [InlineData(71, 24)]
    [InlineData(80, 24)]
    [InlineData(160, 60)]
    public async Task No_line_is_wider_than_the_terminal_even_with_wide_letters(int columns, int rows)
    {
        using var site = new SmallSite();
        await using var gateway = await GatewayProcess.StartAsync(site.File, site.ApiPort);

        var frame = await FrameAsync(site, columns, rows, "--once");

        frame.ShouldContain("站点 small");
        frame.ShouldContain("数值");
        frame.ShouldContain(columns < 160 ? "泵" : "泵房可燃气体浓度第0通道");
        foreach (var line in frame.Split('\n'))
        {
            Width(line).ShouldBeLessThanOrEqualTo(columns, line);
        }
    }

    [Fact]
    public async Task The_live_view_shows_the_site_and_ends_with_control_c()
    {
        using var site = new SmallSite();
        await using var gateway = await GatewayProcess.StartAsync(site.File, site.ApiPort);

        await using var view = PeerProcess.Start("/usr/bin/env", Terminal(site, 80, 24, "--interval 200", "echo pid=$$=; exec"));
        await view.WaitForOutputAsync("站点 small");
        await PeerProcess.RunAsync("/bin/kill", "-INT", Pid().Match(view.Output).Groups["pid"].Value);

        await Eventually.TrueAsync(() => Task.FromResult(view.HasExited), otherwise: () => $"control-c ends it:\n{view.Output}");
    }

    [Fact]
    public async Task Without_a_gateway_the_view_says_where_it_looked()
    {
        using var site = new SmallSite();

        (await FrameAsync(site, 80, 24, "--once")).ShouldContain($"127.0.0.1:{site.ApiPort}");
    }

    private static async Task<string> FrameAsync(SmallSite site, int columns, int rows, string options, string before = "timeout --foreground 20")
    {
        var (_, output) = await PeerProcess.RunAsync("/usr/bin/env", Terminal(site, columns, rows, options, before));
        return Control().Replace(output, "").Replace("\r", "", StringComparison.Ordinal);
    }

    private static string[] Terminal(SmallSite site, int columns, int rows, string options, string before) =>
    [
        "TERM=xterm-256color", "LANG=C.UTF-8", "script", "-qec",
        $"stty cols {columns} rows {rows}; {before} {BuildOutput.Gateway} top --url http://127.0.0.1:{site.ApiPort} --lang zh {options}", "/dev/null",
    ];

    /// <summary>Columns a terminal needs: two for a Chinese letter or full-width sign (UAX 11).</summary>
    private static int Width(string line) => line.Sum(letter => letter is (>= '\u2E80' and <= '\uA4CF') or (>= '\uF900' and <= '\uFAFF') or (>= '\uFF00' and <= '\uFF60') ? 2 : 1);

    [GeneratedRegex("pid=(?<pid>[0-9]+)=", RegexOptions.None, 1000)]
    private static partial Regex Pid();

    [GeneratedRegex(@"\x1b[=>]|\x1b\[[0-9;?]*[A-Za-z]|\x1b\][^\x07]*\x07", RegexOptions.None, 1000)]
    private static partial Regex Control();
}
