using System.Net;
using System.Net.Sockets;
using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Tests.Configuration;
using Microsoft.Data.Sqlite;

namespace Gateway.Edge.Tests.Composition;

/// <summary>What stands in the way of a start or a stop is told, and nothing is left half done.</summary>
public sealed class StartStopTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_second_gateway_on_the_same_data_is_refused_until_the_first_has_ended()
    {
        var loaded = Load(ConfigurationFolder.Sound);
        await using (var first = new EdgeHost(loaded, _folder.Source, TimeProvider.System))
        {
            await first.StartAsync(CancellationToken.None);

            var refused = Should.Throw<EdgeStartException>(() => new EdgeHost(loaded, _folder.Source, TimeProvider.System));
            refused.Text.En.ShouldContain("another gateway is using the data folder");
            refused.Text.Zh.ShouldContain(Path.Combine(_folder.Path, "data"));
        }

        await using var next = new EdgeHost(loaded, _folder.Source, TimeProvider.System);
        await next.StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task A_port_in_use_is_told_before_anything_is_started()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var device = new TcpListener(IPAddress.Loopback, 0);
        device.Start();
        var json = ConfigurationFolder.Sound.Replace("\"api\": {\"port\": 0}", $"\"api\": {{\"port\": {port}}}", StringComparison.Ordinal)
            .Replace("\"port\": 1},", $"\"port\": {((IPEndPoint)device.LocalEndpoint).Port}}},", StringComparison.Ordinal);
        var host = new EdgeHost(Load(json), _folder.Source, TimeProvider.System);

        var refused = await Should.ThrowAsync<EdgeStartException>(() => host.StartAsync(CancellationToken.None));
        await host.DisposeAsync();

        refused.Text.En.ShouldContain($"127.0.0.1:{port}");
        refused.Text.Zh.ShouldContain("api.port");
        device.Pending().ShouldBeFalse("no device was asked");
        await using var again = new EdgeHost(Load(ConfigurationFolder.Sound), _folder.Source, TimeProvider.System);
        await again.StartAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Without_a_disk_the_gateway_runs_and_says_that_nothing_is_stored()
    {
        var json = ConfigurationFolder.Sound.Replace("\"reload\"", "\"storage\": {\"folder\": \"/proc/none/data\"}, \"reload\"", StringComparison.Ordinal);
        await using var host = new EdgeHost(Load(json), _folder.Source, TimeProvider.System);

        await host.StartAsync(CancellationToken.None);

        var trouble = (await host.View.HealthAsync(CancellationToken.None)).Log.Trouble;
        trouble.ShouldNotBeNull();
        trouble.ShouldContain("history");
        var selfTest = (await host.View.HealthAsync(CancellationToken.None)).SelfTest!;
        selfTest.IsGood.ShouldBeFalse();
        selfTest.Items.Where(item => !item.IsGood).Select(item => item.Name).ShouldBe(["dataFolder", "disk", "log", "history"]);
    }

    [Fact]
    public async Task The_self_test_at_start_is_one_list_and_finds_a_clock_that_was_set_back_behind_the_log()
    {
        var time = new SteppedTime();
        await using (var first = new EdgeHost(Load(ConfigurationFolder.Sound), _folder.Source, time))
        {
            await first.StartAsync(CancellationToken.None);
            var report = (await first.View.HealthAsync(CancellationToken.None)).SelfTest;
            report.ShouldNotBeNull();
            report.Items.Select(item => item.Name).ShouldBe(["configuration", "dataFolder", "disk", "clock", "log", "history", "descriptors", "secrets", "api"]);
            report.Items.Where(item => item.Name is not "disk" and not "descriptors").ShouldAllBe(item => item.IsGood);
            report.Items.ShouldAllBe(item => item.Text.Zh.Length > 0 && item.Text.En.Length > 0);
            first.Runtime.Events.Record("test", new("测试", "test"));
        }

        time.Step(TimeSpan.FromHours(-1));
        await using var next = new EdgeHost(Load(ConfigurationFolder.Sound), _folder.Source, time);
        await next.StartAsync(CancellationToken.None);

        var clock = (await next.View.HealthAsync(CancellationToken.None)).SelfTest!.Items.Single(item => item.Name == "clock");
        clock.IsGood.ShouldBeFalse();
        clock.Text.En.ShouldContain("set back");
    }

    [Fact]
    public async Task A_part_that_hangs_does_not_hold_the_process_beyond_the_stop_limit()
    {
        var host = new EdgeHost(Load(ConfigurationFolder.Sound), _folder.Source, TimeProvider.System, TimeSpan.FromSeconds(1));
        await host.StartAsync(CancellationToken.None);
        await using var log = await HoldAsync("log.db");
        await using var history = await HoldAsync("history.db");

        var start = TimeProvider.System.GetTimestamp();
        await host.StopAsync();
        var took = TimeProvider.System.GetElapsedTime(start);

        took.ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9), "the databases take no write, so it cannot stop in order");
        took.ShouldBeLessThan(TimeSpan.FromSeconds(4));
    }

    private async Task<SqliteConnection> HoldAsync(string name)
    {
        var connection = new SqliteConnection($"Data Source={Path.Combine(_folder.Path, "data", name)};Pooling=False");
        await connection.OpenAsync();
        connection.BeginTransaction(deferred: false);
        return connection;
    }

    private LoadedConfiguration Load(string json)
    {
        var loaded = _folder.Load(json);
        loaded.Errors.Items.Select(error => error.ToString()).ShouldBeEmpty();
        return loaded;
    }
}
