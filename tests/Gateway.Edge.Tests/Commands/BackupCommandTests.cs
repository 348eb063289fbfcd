using Gateway.Edge.Composition;
using Gateway.Edge.Configuration;
using Gateway.Edge.Tests.Api;
using Gateway.Edge.Tests.Configuration;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Edge.Tests.Commands;

public sealed class BackupCommandTests : IDisposable
{
    private static readonly string s_json = ConfigurationFolder.Sound.Replace(
        "\"id\": \"c1\",", "\"id\": \"c1\", \"username\": \"u\", \"passwordFile\": \"broker.password\",", StringComparison.Ordinal);

    private readonly ConfigurationFolder _old = new();
    private readonly TemporaryFolder _place = new();

    public BackupCommandTests() => _old.Write("broker.password", "secret-of-the-broker");

    private string Archive => _place.File("site.tar.gz");

    private string NewConfig => _place.File("box/edge.json");

    [Fact]
    public async Task A_gateway_goes_on_on_another_box_where_it_stood()
    {
        long stood;
        await using (var gateway = await RunningGateway.StartAsync(s_json, _old))
        {
            await gateway.FeedAsync("p1", 60);
            await Eventually.TrueAsync(() => Task.FromResult(gateway.Runtime.Recent.Newest(1).Count > 0), 20, () => "the warning is raised");
            var running = await CommandLine.RunAsync("backup", "--out", Archive, "-c", _old.Source.File, "--lang", "en");
            (running.Code, File.Exists(Archive)).ShouldBe((1, false));
            running.Errors.ShouldContain("stop it first");
            stood = gateway.Runtime.Log.LastSequence;
        }

        var made = await CommandLine.RunAsync("backup", "--out", Archive, "-c", _old.Source.File, "--lang", "en");
        made.Code.ShouldBe(0, made.Errors);
        made.Output.ShouldContain("not in it: " + Path.Combine(_old.Path, "broker.password"));
        Directory.CreateDirectory(_place.File("box"));
        await File.WriteAllTextAsync(NewConfig, "{}");
        var back = await CommandLine.RunAsync("restore", "--from", Archive, "-c", NewConfig, "--lang", "en");
        back.Code.ShouldBe(0, back.Errors);
        back.Output.ShouldContain("must not run any more");
        Directory.GetFiles(_place.Path, "*", SearchOption.AllDirectories).Where(file => File.ReadAllText(file).Contains("secret-of-the-broker", StringComparison.Ordinal)).ShouldBeEmpty();
        Directory.GetFiles(_place.File("box"), "edge.json.before-restore-*").ShouldHaveSingleItem();

        await File.WriteAllTextAsync(_place.File("box/broker.password"), "secret-of-the-broker");
        await using var moved = await StartAsync(NewConfig);
        moved.Log.LastSequence.ShouldBeGreaterThan(0);
        moved.Log.LastSequence.ShouldBeGreaterThanOrEqualTo(stood, "it goes on where it stood");
        (await moved.Pipeline.GetAlarmsAsync(CancellationToken.None)).ShouldContain(alarm => alarm.AlarmId.StartsWith("p1/", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_damaged_backup_and_a_folder_with_data_change_nothing()
    {
        await using (var gateway = await RunningGateway.StartAsync(s_json, _old))
        {
            await gateway.FeedAsync("p1", 10);
        }

        (await CommandLine.RunAsync("backup", "--out", Archive, "-c", _old.Source.File)).Code.ShouldBe(0);
        var onto = await CommandLine.RunAsync("restore", "--from", Archive, "-c", _old.Source.File, "--lang", "en");
        (onto.Code, onto.Errors.Contains("without any only", StringComparison.Ordinal)).ShouldBe((1, true), onto.Errors);
        File.ReadAllText(_old.Source.File).ShouldBe(s_json);

        var bytes = await File.ReadAllBytesAsync(Archive);

        // Of the checksum at the end: elsewhere a flipped bit may unpack to the same bytes, such as another distance within a run of zeros, and is then no damage.
        bytes[^8] ^= 1;
        await File.WriteAllBytesAsync(Archive, bytes);
        var damaged = await CommandLine.RunAsync("restore", "--from", Archive, "-c", NewConfig, "--lang", "en");
        damaged.Code.ShouldBe(1);
        damaged.Errors.ShouldContain("is damaged");
        Directory.GetFileSystemEntries(_place.File("box")).ShouldBeEmpty();
        (await CommandLine.RunAsync("restore", "--from", _place.File("absent"), "-c", NewConfig)).Code.ShouldBe(1);
    }

    public void Dispose()
    {
        _old.Dispose();
        _place.Dispose();
    }

    private static async Task<EdgeRuntime> StartAsync(string configuration)
    {
        var source = ConfigurationSource.Of(configuration);
        var loaded = ConfigurationLoader.Load(source);
        loaded.Errors.Items.ShouldBeEmpty();
        var runtime = new EdgeRuntime(loaded.Options!, source, TimeProvider.System, NullLoggerFactory.Instance);
        await runtime.StartAsync();
        return runtime;
    }
}
