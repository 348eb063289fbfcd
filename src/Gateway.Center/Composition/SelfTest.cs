using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Identity;
using Gateway.Center.Ledger;
using Gateway.Center.Ledger.Verification;
using Gateway.Drivers.Mqtt.Options;
using Gateway.Hosting.Health;
using Gateway.Pipeline.Security;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Composition;

/// <summary>What the center looks at when it starts: one list for the log and for <c>/health</c>. It never stops the start. One caller.</summary>
internal sealed partial class SelfTest(CenterDbFactory factory, CenterOptions options, TimeProvider time, ILogger<SelfTest> logger)
{
    /// <summary>Newest entries of the ledger that are checked; <c>warning-center verify</c> checks all.</summary>
    private const int NewestEntries = 1_000;

    /// <summary>Null before the start.</summary>
    public SelfTestReport? Report { get; private set; }

    /// <param name="address">Where the console is.</param>
    public async Task RunAsync(string address, CancellationToken cancellation)
    {
        var folder = options.Storage.Folder;
        var (ledger, newest) = await LedgerAsync(cancellation);
        var secrets = SecretFiles();
        Report = new SelfTestReport(time.GetUtcNow(),
        [
            MachineChecks.Folder("dataFolder", folder), MachineChecks.Room("disk", folder), MachineChecks.Clock(time.GetUtcNow(), newest), ledger, Link(),
            MachineChecks.Descriptors(), MachineChecks.Secrets(secrets), new("web", true, new($"控制台 {address}", $"the console is at {address}")),
        ]);
        foreach (var file in secrets.Where(OwnerOnly.IsOpen))
        {
            LogOpenSecret(file);
        }

        if (Report.IsGood)
        {
            LogGood(Report.Line);
        }
        else
        {
            LogNotGood(Report.Line);
        }
    }

    // The PFX file holds the key of the console; the authority's own keys lie in the folder of data.
    private IReadOnlyList<string> SecretFiles() =>
    [
        .. SecretPaths.Of(options), .. options.Web.Certificate is { } certificate ? [certificate] : Array.Empty<string>(),
        .. Directory.Exists(IdentityFolder.Of(options)) ? Directory.EnumerateFiles(IdentityFolder.Of(options), "*.key").Order(StringComparer.Ordinal) : Enumerable.Empty<string>(),
    ];

    private SelfTestItem Link() => options.Link.Broker is { } plain && (BrokerTransport.IsPlain(plain) || (options.Link.ReadingsBroker is { } readings && BrokerTransport.IsPlain(readings)))
        ? new("link", false, new(
            $"与消息服务器 {plain.Host}:{plain.Port} 的连接未加密（link.allowPlain）：口令与数据可被途中读取和篡改；请启用 link.broker.tls",
            $"the link to the broker {plain.Host}:{plain.Port} is not encrypted (link.allowPlain): passwords and data can be read and changed on the way; set link.broker.tls"))
        : options.Link.Broker is { } broker
        ? new("link", true, new($"消息服务器 {broker.Host}:{broker.Port}", $"broker {broker.Host}:{broker.Port}"))
        : new("link", false, new("未配置消息服务器：收不到任何网关", "no broker is configured: no gateway is heard"));

    private async Task<(SelfTestItem Item, DateTimeOffset? Newest)> LedgerAsync(CancellationToken cancellation)
    {
        const string name = "ledger";
        try
        {
            await using var db = factory.Create();
            var entries = await db.Set<LedgerEntry>().AsNoTracking().OrderByDescending(entry => entry.Sequence).Take(NewestEntries + 1).ToListAsync(cancellation);
            entries.Reverse();
            return (Check(name, entries), entries.Count == 0 ? null : entries[^1].Time);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return (new(name, false, new($"台账无法读取（{error.Message}）", $"the ledger cannot be read ({error.Message})")), null);
        }
    }

    // The entry before the first that is checked gives the hash to begin with; a ledger that is short begins with nothing.
    internal static SelfTestItem Check(string name, IReadOnlyList<LedgerEntry> entries)
    {
        var isWhole = entries.Count <= NewestEntries;
        var checker = new LedgerChecker(isWhole ? LedgerHead.Empty : new LedgerHead(entries[0].Sequence, entries[0].Hash));
        var fault = entries.Skip(isWhole ? 0 : 1).Select(checker.Take).FirstOrDefault(found => found is not null);
        return fault is null
            ? new(name, true, new($"台账最新 {Math.Min(entries.Count, NewestEntries)} 条衔接正确，至第 {checker.Head.Sequence} 条", $"the newest {Math.Min(entries.Count, NewestEntries)} entries of the ledger hold, up to {checker.Head.Sequence}"))
            : new(name, false, new($"台账有误：{fault.What.Zh}；请运行 warning-center verify", $"the ledger does not hold: {fault.What.En}; run warning-center verify"));
    }

    [LoggerMessage(8002, LogLevel.Information, "Self-test at start: {Items}")]
    private partial void LogGood(string items);

    [LoggerMessage(8004, LogLevel.Warning, "{File} holds a secret and every user of this machine can read it: chmod o-rwx, and think of changing what is in it.")]
    private partial void LogOpenSecret(string file);

    [LoggerMessage(8003, LogLevel.Error, "Self-test at start, not all is in order: {Items}")]
    private partial void LogNotGood(string items);
}
