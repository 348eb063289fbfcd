using System.CommandLine;
using System.Net.Http.Json;
using Gateway.Core.Warnings;
using Gateway.Edge.Api;
using Gateway.Pipeline.Security;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway top</c>: a live view in the terminal, read from the local API of a running gateway.</summary>
internal static class TopCommand
{
    private const int WarningsShown = 4;

    // Exit code of --once when the gateway did not answer.
    private const int Unreachable = 1;

    // Three lines of head, both table heads and edges, three lines a warning, and the line that counts what is left out.
    private const int LinesBesidePoints = 13 + (3 * WarningsShown);

    // Below this only name, value and tier find room.
    private const int WideColumns = 72;

    // A table column of one cell cannot take a Chinese letter of two; below this the terminal wraps instead.
    private const int LeastColumns = 24;

    private static readonly (string Zh, string En, bool Always)[] Columns =
    [
        ("测点", "point", false), ("名称", "name", true), ("数值", "value", true), ("质量", "quality", false), ("时效", "age", false), ("等级", "tier", true),
    ];

    private static readonly Option<string> Url = new("--url")
    {
        Description = "Address of the local API / 本地接口地址",
        DefaultValueFactory = _ => "http://127.0.0.1:8080",
    };

    private static readonly Option<string> TokenFile = new("--token-file") { Description = "File with a token of scope read / 令牌文件（read 权限）" };

    private static readonly Option<string> Ca = new("--ca") { Description = "PEM file of the authority of the gateway's certificate / 网关证书的 CA 文件" };

    private static readonly Option<int> Interval = new("--interval")
    {
        Description = "Milliseconds between two looks, 200 to 60000 / 刷新间隔（毫秒）",
        DefaultValueFactory = _ => 1000,
    };

    private static readonly Option<bool> Once = new("--once") { Description = "Show once and end / 只显示一次" };

    public static Command Create()
    {
        Interval.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 200 or > 60_000)
            {
                result.AddError("--interval: 200..60000");
            }
        });
        var command = new Command("top", "Live view of a running gateway / 实时查看") { Url, TokenFile, Ca, Interval, Once };
        command.SetAction((parse, cancellation) => RunAsync(parse, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(parse.GetValue(Url), UriKind.Absolute, out var address))
        {
            parse.InvocationConfiguration.Error.WriteLine("--url: http://host:port");
            return GatewayCommand.BadInput;
        }

        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, LeastColumns);
        using var client = ClientOf(parse, address);
        var chinese = parse.Chinese();
        if (parse.GetValue(Once))
        {
            var (shown, answered) = await LookAsync(client, chinese, cancellation);
            AnsiConsole.Write(shown);
            return answered ? 0 : Unreachable;
        }

        // What is most grave stands on top, so a small screen loses the bottom.
        var screen = AnsiConsole.Live(new Text("")).AutoClear(true).Overflow(VerticalOverflow.Crop).Cropping(VerticalOverflowCropping.Bottom);
        await screen.StartAsync(async live =>
        {
            using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(parse.GetValue(Interval)), TimeProvider.System);
            do
            {
                live.UpdateTarget((await LookAsync(client, chinese, cancellation)).Shown);
            }
            while (await NextAsync(timer, cancellation));
        });
        return 0;
    }

    private static HttpClient ClientOf(ParseResult parse, Uri address)
    {
        var check = new ServerCertificateCheck(parse.GetValue(Ca), null);
        var client = new HttpClient(new SocketsHttpHandler { SslOptions = check.Options(), AllowAutoRedirect = false }) { BaseAddress = address, Timeout = TimeSpan.FromSeconds(5) };
        if (parse.GetValue(TokenFile) is { } file && File.ReadLines(file).FirstOrDefault()?.Trim() is { Length: > 0 } token)
        {
            client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        }

        return client;
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken cancellation)
    {
        try
        {
            return await timer.WaitForNextTickAsync(cancellation);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static async Task<(IRenderable Shown, bool Answered)> LookAsync(HttpClient client, bool chinese, CancellationToken cancellation)
    {
        try
        {
            var points = await client.GetFromJsonAsync<List<PointView>>("/api/v1/points", ApiJson.Options, cancellation);
            var health = await client.GetFromJsonAsync<HealthView>("/api/v1/health", ApiJson.Options, cancellation);
            var warnings = await client.GetFromJsonAsync<List<WarningView>>($"/api/v1/warnings?limit={WarningsShown}", ApiJson.Options, cancellation);
            var site = await client.GetFromJsonAsync<SiteStandingView>("/api/v1/site", ApiJson.Options, cancellation);
            return (new Rows(Head(health!, site!, chinese), PointTable(points!, chinese), WarningTable(warnings!, chinese)), true);
        }
        catch (Exception exception) when (exception is HttpRequestException or System.Text.Json.JsonException or OperationCanceledException)
        {
            return (new Markup($"[red]{Markup.Escape($"{client.BaseAddress}: {exception.Message}")}[/]"), false);
        }
    }

    private static Markup Head(HealthView health, SiteStandingView site, bool chinese)
    {
        var drivers = string.Join("  ", health.Drivers.Select(driver => $"{driver.Id}:{driver.State}"));
        var queues = string.Join("  ", health.Queues.Select(queue => $"{queue.Name} {queue.Size}/{queue.Dropped}"));
        var tier = (WarningTier)Math.Max((int)health.Tier, (int)site.Tier);
        var title = chinese
            ? $"站点 {health.Site}  等级 {TierName(tier, true)}  风险指数 {site.Risk.Index:0}"
            : $"site {health.Site}  tier {TierName(tier, false)}  risk index {site.Risk.Index:0}";
        return new Markup($"[bold]{Markup.Escape(title)}[/]  {Silenced(health.Alarms, chinese)}\n{Markup.Escape(drivers)}  {Markup.Escape(queues)}{UplinkLine.Of(health, TimeProvider.System.GetUtcNow(), chinese)}");
    }

    // What is silenced stands where everyone looks, in colour while it is not nothing.
    private static string Silenced(AlarmSummaryView? alarms, bool chinese)
    {
        if (alarms is null)
        {
            return chinese ? "[red]判定无应答[/]" : "[red]judging does not answer[/]";
        }

        var text = chinese
            ? $"搁置 {alarms.Shelved}  抑制 {alarms.Suppressed}  停用 {alarms.OutOfService}  临时限值 {alarms.LimitChanges}"
            : $"shelved {alarms.Shelved}  suppressed {alarms.Suppressed}  out of service {alarms.OutOfService}  changed limits {alarms.LimitChanges}";
        var flood = alarms.IsFlood ? chinese ? "  [red]报警泛滥[/]" : "  [red]alarm flood[/]" : "";
        return alarms.Shelved + alarms.Suppressed + alarms.OutOfService + alarms.LimitChanges > 0 ? $"[yellow]{text}[/]{flood}" : $"[grey]{text}[/]{flood}";
    }

    private static Table PointTable(List<PointView> points, bool chinese)
    {
        var table = new Table().Border(TableBorder.Simple);
        var wide = AnsiConsole.Profile.Width >= WideColumns;
        foreach (var column in Columns.Where(column => wide || column.Always))
        {
            table.AddColumn(new TableColumn(chinese ? column.Zh : column.En) { NoWrap = column.En == "tier" });
        }

        var rows = Console.IsOutputRedirected ? points.Count : Math.Max(5, Console.WindowHeight - LinesBesidePoints);
        foreach (var point in points.OrderByDescending(point => point.Tier).ThenBy(point => point.Id, StringComparer.Ordinal).Take(rows))
        {
            var cells = Cells(point, wide, chinese);
            table.AddRow([.. cells.Where((_, column) => wide || Columns[column].Always)]);
        }

        if (points.Count > rows)
        {
            table.Caption(chinese ? $"另有 {points.Count - rows} 个等级不高于此的测点" : $"and {points.Count - rows} more points, none of a higher tier");
        }

        return table;
    }

    /// <summary>One cell for each of <see cref="Columns"/>. Without a column of its own a quality other than good stands beside the value.</summary>
    private static string[] Cells(PointView point, bool wide, bool chinese)
    {
        var age = point.AgeMs is { } ms ? $"{ms / 1000:0.0} s" : "-";
        var value = point.Text ?? (point.Value is { } number ? $"{number:0.###} {point.Unit}" : "-");
        var beside = wide || point.Quality == "good" ? "" : $" {point.Quality}";
        return
        [
            Markup.Escape(point.Id), Markup.Escape(point.Name.In(chinese)), Markup.Escape(value + beside), Markup.Escape(point.Quality), age,
            $"[{Colour(point.Tier)}]{TierName(point.Tier, chinese)}[/]",
        ];
    }

    private static Table WarningTable(List<WarningView> warnings, bool chinese)
    {
        var table = new Table().Border(TableBorder.Simple).HideHeaders().Title(chinese ? "最近预警" : "latest warnings");
        table.AddColumns(new TableColumn("").NoWrap(), new TableColumn("").NoWrap(), new TableColumn(""));
        foreach (var warning in warnings)
        {
            table.AddRow(
                $"{warning.EventTime:HH:mm:ss}", $"[{Colour(warning.To)}]{TierName(warning.To, chinese)}[/]",
                Markup.Escape($"{warning.PointName.In(chinese)}: {warning.Reason.In(chinese)}"));
        }

        return table;
    }

    private static string TierName(WarningTier tier, bool chinese) => tier switch
    {
        WarningTier.Red => chinese ? "红色" : "red",
        WarningTier.Orange => chinese ? "橙色" : "orange",
        WarningTier.Yellow => chinese ? "黄色" : "yellow",
        WarningTier.Blue => chinese ? "蓝色" : "blue",
        _ => chinese ? "正常" : "normal",
    };

    private static string Colour(WarningTier tier) => tier switch
    {
        WarningTier.Red => "red",
        WarningTier.Orange => "orange3",
        WarningTier.Yellow => "yellow",
        WarningTier.Blue => "blue",
        _ => "grey",
    };
}
