using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Gateway.Notifications.Webhook;
using Gateway.Testing.Link.Programs;
using Gateway.Testing.Peers;

namespace Gateway.EndToEnd.Tests.Demo;

/// <summary>The demo's SMS and voice provider, against a center that writes down what it is told.</summary>
public sealed class DemoProviderTests
{
    private const string Secret = "a secret of this test";

    [Fact]
    public async Task Tells_delivery_and_answer_signed_and_stays_silent_for_whoever_does_not_answer()
    {
        using var folder = new TemporaryFolder();
        await using var center = new ReceiptCenter();
        await using var provider = await StartAsync(folder, center.Address);
        using var http = new HttpClient { BaseAddress = new Uri(provider.Address) };

        var first = await SendAsync(http, "sms", "m1", "00000000011");
        var again = await SendAsync(http, "sms", "m1", "00000000011");
        await SendAsync(http, "voice", "m2", "00000000021");
        var receipts = await center.TakeAsync(3);

        again.ShouldBe(first);
        receipts.ShouldAllBe(receipt => receipt.Signature == WebhookSignature.Compute(Secret, receipt.Timestamp, receipt.Body));
        receipts.Where(receipt => receipt.Id == "m1").Select(receipt => receipt.Event).ShouldBe(["delivered", "answered"]);
        receipts.Single(receipt => receipt.Event == "answered").Path.ShouldBe("/api/v1/channels/demo-sms/receipts");
        receipts.Where(receipt => receipt.Id == "m2").Select(receipt => (receipt.Event, receipt.Path)).ShouldBe([("delivered", "/api/v1/channels/demo-voice/receipts")]);
    }

    [Theory]
    [InlineData("/sms", "not json")]
    [InlineData("/sms", """{"id":"m1"}""")]
    [InlineData("/fax", """{"id":"m1","to":"0","text":"x"}""")]
    public async Task Refuses_what_is_no_message(string path, string body)
    {
        using var folder = new TemporaryFolder();
        await using var center = new ReceiptCenter();
        await using var provider = await StartAsync(folder, center.Address);
        using var http = new HttpClient { BaseAddress = new Uri(provider.Address) };

        var answer = await http.PostAsync(path, new StringContent(body));

        ((int)answer.StatusCode).ShouldBeInRange(400, 499);
    }

    private static async Task<string> SendAsync(HttpClient http, string kind, string id, string to)
    {
        // With its length, as the center sends it.
        using var message = new StringContent(new JsonObject { ["id"] = id, ["to"] = to, ["text"] = "演练" }.ToJsonString());
        var answer = await http.PostAsync("/" + kind, message);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>())!["receipt"]!.GetValue<string>();
    }

    private static async Task<RunningProvider> StartAsync(TemporaryFolder folder, string center)
    {
        var port = FreePort.Next();
        await File.WriteAllTextAsync(folder.File("secret"), Secret + "\n");
        await File.WriteAllTextAsync(folder.File("answers.json"), """
            {
              // comments are allowed
              "00000000011": {"afterSeconds": 0.1, "answer": "received"}
            }
            """);
        var process = PeerProcess.Start(
            "/usr/bin/python3", BuildOutput.File("scripts/demo_provider.py"), "--port", $"{port}", "--center", center, "--secret-file", folder.File("secret"),
            "--answers", folder.File("answers.json"));
        await process.WaitForPortAsync(port);
        return new RunningProvider(process, $"http://127.0.0.1:{port}");
    }

    private sealed record RunningProvider(PeerProcess Process, string Address) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => Process.DisposeAsync();
    }
}
