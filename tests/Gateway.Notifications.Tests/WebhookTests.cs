using System.Text;
using System.Text.Json;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;
using Gateway.Notifications.Webhook;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Notifications.Tests;

public sealed class WebhookTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly HttpClient _http = new(WebhookWarningChannel.CreateHandler());

    public void Dispose()
    {
        _http.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(200, NotifyOutcome.Delivered)]
    [InlineData(204, NotifyOutcome.Delivered)]
    [InlineData(302, NotifyOutcome.Refused)]
    [InlineData(400, NotifyOutcome.Refused)]
    [InlineData(401, NotifyOutcome.Refused)]
    [InlineData(408, NotifyOutcome.Retry)]
    [InlineData(425, NotifyOutcome.Retry)]
    [InlineData(429, NotifyOutcome.Retry)]
    [InlineData(500, NotifyOutcome.Retry)]
    [InlineData(503, NotifyOutcome.Retry)]
    public async Task The_status_decides_what_became_of_it(int status, NotifyOutcome expected)
    {
        using var server = new WebhookServer(status);
        (await SendAsync(new WebhookOptions { Url = server.Url })).ShouldBe(expected);
        WebhookDecision.Of(status).ShouldBe(expected);
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_not_there_or_never_answers_is_tried_again()
    {
        (await SendAsync(new WebhookOptions { Url = $"http://127.0.0.1:{FreePort.Next()}/" })).ShouldBe(NotifyOutcome.Retry);
        using var silent = new WebhookServer(0);
        (await SendAsync(new WebhookOptions { Url = silent.Url, TimeoutMs = 200 })).ShouldBe(NotifyOutcome.Retry);
    }

    [Fact]
    public async Task Fills_the_template_as_json_and_signs_it()
    {
        await File.WriteAllTextAsync(_folder.File("secret"), "key\n");
        using var server = new WebhookServer();
        var options = new WebhookOptions
        {
            Url = server.Url, SecretFile = _folder.File("secret"), Template = """{"text":"{reasonEn}","zh":"{reasonZh}","v":{value},"default":{unreviewedDefault}}""",
        };
        await SendAsync(options, Warnings.Of(WarningTier.None, WarningTier.Red, reasonEn: "quote \" back \\ line \n {tier}"));
        var (body, headers) = server.Requests.Single();
        using var json = JsonDocument.Parse(body);
        json.RootElement.GetProperty("text").GetString().ShouldBe("quote \" back \\ line \n {tier}");
        json.RootElement.GetProperty("v").GetDouble().ShouldBe(52);
        json.RootElement.GetProperty("default").GetBoolean().ShouldBeTrue();
        var stamp = long.Parse(headers[WebhookSignature.TimestampHeader]!, System.Globalization.CultureInfo.InvariantCulture);
        headers[WebhookSignature.SignatureHeader].ShouldBe(WebhookSignature.Compute("key", stamp, Encoding.UTF8.GetBytes(body)));
    }

    [Fact]
    public async Task A_template_may_use_everything_that_explains_the_warning()
    {
        using var server = new WebhookServer();
        const string Template = """{"do":"{adviceZh}","why":"{whyNotHigherEn}","trust":"{trustZh}","rule":"{rule} {ruleVersion}","c":"{clause} {confidence}","law":{law},"in":"{inputs}","o":"{occurrence}"}""";
        await SendAsync(new WebhookOptions { Url = server.Url, Template = Template }, Warnings.Explained());
        using var json = JsonDocument.Parse(server.Requests.Single().Body);
        string? Text(string name) => json.RootElement.GetProperty(name).GetString();
        (Text("do"), Text("why"), Text("trust"), Text("rule")).ShouldBe(("撤离", "it is the highest", "校准逾期", "gas-fixed/lel-high/red 1.0.0"));
        (Text("c"), Text("in"), Text("o")).ShouldBe(("GB/T 50493-2019 5.5.2 V", "gas-01.lel = 52 %LEL (good)", "gas-01.lel/red-high@7"));
        json.RootElement.GetProperty("law").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Without_a_template_the_whole_contract_is_sent()
    {
        using var server = new WebhookServer();
        await SendAsync(new WebhookOptions { Url = server.Url }, Warnings.Of(WarningTier.None, WarningTier.Red, value: double.NaN));
        var message = JsonSerializer.Deserialize(server.Requests.Single().Body, WarningMessageJson.Default.WarningMessage)!;
        (message.Version, message.Site, message.Tier, message.FromTier, message.Value, message.Limit).ShouldBe((1, "site-1", "red", "none", null, 50));
        (message.Reason.Zh, message.Rule.UnreviewedDefault).ShouldBe(("可燃气体 52，高于 50", true));
    }

    [Fact]
    public async Task Tiers_below_the_least_are_not_sent_but_their_end_is_told_to_who_heard_the_warning()
    {
        using var server = new WebhookServer();
        var options = new WebhookOptions { Url = server.Url, MinTier = "orange" };
        await SendAsync(options, Warnings.Of(WarningTier.None, WarningTier.Yellow));
        server.Requests.ShouldBeEmpty();
        await SendAsync(options, Warnings.Of(WarningTier.Red, WarningTier.None));
        server.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public void The_signature_is_plain_hmac_sha256() =>

        // RFC 4231 has no case with our prefix; this value was computed with openssl dgst -sha256 -hmac key over "1700000000.{}".
        WebhookSignature.Compute("key", 1_700_000_000, "{}"u8).ShouldBe("sha256=" + ExpectedDigest);

    private const string ExpectedDigest = "9d713ed406bb7076d4123f0dc2c39d2df5c654ed4b0cd56b52c8b4c940bd63ae";

    private async Task<NotifyOutcome> SendAsync(WebhookOptions options, WarningEvent? warning = null)
    {
        var channel = new WebhookWarningChannel(options, "site-1", _http, TimeProvider.System, NullLogger.Instance);
        return await channel.SendAsync(warning ?? Warnings.Of(WarningTier.None, WarningTier.Red), default).AsTask().WaitAsync(TimeSpan.FromSeconds(15));
    }
}
