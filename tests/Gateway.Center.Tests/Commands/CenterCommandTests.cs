using System.CommandLine;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Gateway.Center.Commands;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Center.Tests.Commands;

public sealed class CenterCommandTests
{
    [Theory]
    [InlineData("zh", "配置正确")]
    [InlineData("en", "The configuration is good")]
    public async Task Check_tells_that_the_shipped_file_is_good_in_both_languages(string language, string text)
    {
        var (code, output, _) = await RunAsync(["check", "--lang", language, "--config", Path.Combine(TestSeeds.Root, "config", "center.json")]);

        code.ShouldBe(0);
        output.ShouldContain(text);
    }

    [Fact]
    public async Task A_bad_file_ends_with_two_and_lists_what_is_wrong()
    {
        var (code, _, error) = await RunAsync(
            ["run", "--lang", "en", "--config", Path.Combine(TestSeeds.Root, "config", "center.json"), "--set", "web.port=99999", "--set", "county.id=a/b"]);

        code.ShouldBe(CenterCommand.BadInput);
        error.ShouldContain("center.json: web.port");
        error.ShouldContain("2 errors; nothing was started.");
        (await RunAsync(["fly"])).Code.ShouldBe(CenterCommand.BadInput);
    }

    [Fact]
    public async Task Run_prints_address_and_set_up_code_and_ends_in_order()
    {
        using var folder = new TemporaryFolder();
        using var stop = new CancellationTokenSource();
        var output = new SharedWriter();
        var running = RunAsync(Arguments(folder, 0), output, stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(output.ToString().Contains("Set-up code", StringComparison.Ordinal)));

        output.ToString().ShouldMatch(@"Address: http://127\.0\.0\.1:\d+");
        output.ToString().ShouldMatch("Set-up code of the first start \\(works once\\): [A-Z2-9]{5}(-[A-Z2-9]{5}){3}");
        var second = await RunAsync(Arguments(folder, 0));
        (second.Code, second.Error.Contains("another warning center may be using it")).ShouldBe((1, true));
        await stop.CancelAsync();
        (await running).Code.ShouldBe(0);
    }

    [Fact]
    public async Task A_taken_port_is_told_in_one_sentence()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        var (code, _, error) = await RunAsync(Arguments(folder, ((IPEndPoint)taken.LocalEndpoint).Port));

        code.ShouldBe(1);
        error.ShouldContain("is taken");
        error.ShouldNotContain("   at ");
    }

    private static string[] Arguments(TemporaryFolder folder, int port)
    {
        var config = folder.File("center.json");
        File.WriteAllText(config, $$"""
            { "county": { "id": "c", "name": { "zh": "县", "en": "County" } }, "seeds": "{{TestSeeds.Folder}}", "web": { "port": {{port}} }, "logging": { "folder": null } }
            """);
        return ["run", "--lang", "en", "--config", config];
    }

    private static async Task<(int Code, string Output, string Error)> RunAsync(string[] arguments, StringWriter? output = null, CancellationToken cancellation = default)
    {
        output ??= new StringWriter(CultureInfo.InvariantCulture);
        var error = new StringWriter(CultureInfo.InvariantCulture);
        var code = await CenterCommand.RunAsync(
            arguments, new InvocationConfiguration { Output = TextWriter.Synchronized(output), Error = error, ProcessTerminationTimeout = null }, cancellation);
        return (code, output.ToString(), error.ToString());
    }

    /// <summary>Read while it is written to. All that is written comes to one of these three.</summary>
    private sealed class SharedWriter() : StringWriter(CultureInfo.InvariantCulture)
    {
        private readonly Lock _gate = new();

        public override void Write(char value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(string? value)
        {
            lock (_gate)
            {
                base.Write(value);
            }
        }

        public override void Write(char[] buffer, int index, int count)
        {
            lock (_gate)
            {
                base.Write(buffer, index, count);
            }
        }

        public override string ToString()
        {
            lock (_gate)
            {
                return base.ToString();
            }
        }
    }
}
