using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Gateway.Storage.InfluxDb.LineProtocol;
using Gateway.Storage.InfluxDb.Tests.Fakes;
using Gateway.Storage.InfluxDb.Writing;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Storage.InfluxDb.Tests;

public sealed class BatchSenderTests
{
    private static readonly RetrySchedule s_quick = new(TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(4));
    private readonly SetAsideLines _setAside = new(TimeProvider.System);

    [Fact]
    public async Task Sends_a_batch_compressed_to_the_endpoint_of_its_version()
    {
        using var server = new ScriptedServer(_ => new Scripted(204));
        await SendAsync(new InfluxOptions { Url = server.Url, Database = "a b" }, 3);
        await SendAsync(new InfluxOptions { Url = server.Url, Version = InfluxVersion.V2, Org = "o", Bucket = "b&c", Gzip = false }, 2);
        server.Received[0].Path.ShouldBe("/write");
        server.Received[0].Query.ShouldBe("?db=a b&precision=ns");
        server.Received[0].Gzip.ShouldBeTrue();
        server.Received[0].Lines.Length.ShouldBe(3);
        server.Received[1].Path.ShouldBe("/api/v2/write");
        server.Received[1].Query.ShouldBe("?org=o&bucket=b&c&precision=ns");
        server.Received[1].Gzip.ShouldBeFalse();
    }

    [Fact]
    public async Task Splits_what_is_too_large_until_it_fits_and_keeps_the_order()
    {
        using var server = new ScriptedServer(r => new Scripted(r.Lines.Length > 7 ? 413 : 204));
        await SendAsync(server, 100);
        server.Received.Where(r => r.Lines.Length <= 7).SelectMany(r => r.Lines).ShouldBe(Enumerable.Range(0, 100).Select(Line));
        _setAside.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Sets_a_line_aside_that_is_too_large_alone()
    {
        using var server = new ScriptedServer(r => new Scripted(r.Body.Contains("v=3 ", StringComparison.Ordinal) ? 413 : 204));
        await SendAsync(server, 8);
        _setAside.Latest.Select(l => l.Line).ShouldBe([Line(3)]);
    }

    [Fact]
    public async Task Never_sends_a_partial_write_again_whole_when_the_answer_names_the_lines()
    {
        using var server = new ScriptedServer(_ => new Scripted(400, $$"""{"error":"partial write: unable to parse '{{Line(2)}}': bad number dropped=0"}"""));
        await SendAsync(server, 5);
        server.Received.Count.ShouldBe(1);
        _setAside.Latest.Single().Line.ShouldBe(Line(2));
        _setAside.Latest.Single().Reason.ShouldBe("bad number dropped=0");
    }

    [Fact]
    public async Task Finds_the_lines_of_a_type_conflict_by_halves()
    {
        int[] bad = [4, 40, 41, 99];
        using var server = new ScriptedServer(r =>
        {
            var dropped = bad.Count(b => r.Lines.Contains(Line(b), StringComparer.Ordinal));
            return dropped == 0 ? new Scripted(204) : new Scripted(400, $$"""{"error":"partial write: field type conflict: input field \"v\" dropped={{dropped}}"}""");
        });
        await SendAsync(server, 100);
        _setAside.Latest.Select(l => l.Line).ShouldBe(bad.Select(Line));
        server.Received.Count(r => r.Lines.Length == 100).ShouldBe(1);
    }

    [Fact]
    public async Task Counts_refused_lines_that_would_cost_too_many_requests_to_name()
    {
        using var server = new ScriptedServer(r => new Scripted(400, $$"""{"error":"partial write: points beyond retention policy dropped={{r.Lines.Length}}"}"""));
        await SendAsync(server, 2000);
        _setAside.Count.ShouldBe(2000);
        server.Received.Count.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Keeps_sending_until_a_server_that_was_away_takes_every_line_once()
    {
        var answers = new Queue<Scripted>([new(503), new(500), new(429), new(404), new(401), new(204)]);
        using var server = new ScriptedServer(_ => answers.Dequeue());
        await SendAsync(server, 4);
        server.Received.Count.ShouldBe(6);
        server.Received.ShouldAllBe(r => r.Lines.Length == 4);
        _setAside.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Takes_silence_for_trouble_and_tries_again()
    {
        var first = true;
        using var server = new ScriptedServer(_ =>
        {
            var hang = first;
            first = false;
            return new Scripted(204, Hang: hang);
        });
        await SendAsync(new InfluxOptions { Url = server.Url, Database = "d", TimeoutMs = 300 }, 4);
        server.Received.Count.ShouldBeGreaterThanOrEqualTo(2);
    }

    [Fact]
    public async Task Stops_waiting_when_cancelled()
    {
        using var server = new ScriptedServer(_ => new Scripted(503, RetryAfter: "300"));
        using var stop = new CancellationTokenSource();
        var sending = SendAsync(new InfluxOptions { Url = server.Url, Database = "d" }, 4, null, stop.Token);
        await Eventually.TrueAsync(() => server.Received.Count == 1);
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(sending.WaitAsync(TimeSpan.FromSeconds(10)));
        server.Received.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Sends_the_token_and_reads_it_anew_after_a_refusal()
    {
        using var folder = new Gateway.Testing.Peers.TemporaryFolder();
        var file = folder.File("token");
        await File.WriteAllTextAsync(file, "old\n");
        using var server = new ScriptedServer(r =>
        {
            File.WriteAllText(file, "new\n");
            return new Scripted(r.Authorization == "Token new" ? 204 : 401);
        });
        await SendAsync(new InfluxOptions { Url = server.Url, Database = "d", TokenFile = file }, 1);
        server.Received.Select(r => r.Authorization).ShouldBe(["Token old", "Token new"]);
    }

    [Fact]
    public void Settles_every_line_exactly_once_whatever_the_server_answers() => Prop.ForAll(
        Gen.Choose(1, 40).ToArbitrary(), Gen.ListOf(Gen.Elements(204, 413, 400, 422, 500, 429, 404)).ToArbitrary(), (count, statuses) =>
        {
            var answers = new Queue<int>(statuses.Take(20));
            var accepted = new HashSet<string>(StringComparer.Ordinal);
            using var server = new ScriptedServer(r => Answer(r, answers, accepted));
            var setAside = new SetAsideLines(TimeProvider.System);
            SendAsync(new InfluxOptions { Url = server.Url, Database = "d" }, count, setAside).Wait(TimeSpan.FromSeconds(60)).ShouldBeTrue();
            var refused = setAside.Latest.Select(l => l.Line).ToList();
            return refused.Concat(accepted).Order(StringComparer.Ordinal).SequenceEqual(Enumerable.Range(0, count).Select(Line).Order(StringComparer.Ordinal));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    /// <summary>Refuses a request in the words of InfluxDB; without a script left it takes everything.</summary>
    private static Scripted Answer(Received request, Queue<int> answers, HashSet<string> accepted)
    {
        var status = answers.TryDequeue(out var next) ? next : 204;
        if (status == 204)
        {
            accepted.UnionWith(request.Lines);
        }

        return new Scripted(status, status == 400 ? "unable to parse something" : status == 422 ? "field type conflict" : "");
    }

    private Task SendAsync(ScriptedServer server, int lines) => SendAsync(new InfluxOptions { Url = server.Url, Database = "d" }, lines);

    private async Task SendAsync(InfluxOptions options, int lines, SetAsideLines? setAside = null, CancellationToken cancellation = default)
    {
        using var client = new InfluxClient(options, TimeProvider.System);
        var sender = new BatchSender(client, setAside ?? _setAside, s_quick, TimeProvider.System, NullLogger.Instance);
        var writer = new LineProtocolWriter();
        for (var i = 0; i < lines; i++)
        {
            writer.WriteRaw(Encoding.ASCII.GetBytes(Line(i)));
        }

        await sender.SendAsync(writer, cancellation);
    }

    private static string Line(int number) => $"m v={number} 1";
}
