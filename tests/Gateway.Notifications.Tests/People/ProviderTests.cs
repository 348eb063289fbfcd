using System.Net;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Gateway.Notifications.Chat;
using Gateway.Notifications.People;
using Gateway.Notifications.Provider;
using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.Notifications.Tests.People;

public sealed class ProviderTests
{
    private static readonly PersonMessage s_message = new("id-1", "00000000001", "subject", "他说\"撤\"\n & <go>", "https://center.example.invalid/a?b=c");

    [Theory]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:10.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("203.0.113.7", true)]
    [InlineData("2001:db8::1", true)]
    public void Only_public_addresses_pass(string address, bool passes) => AddressGuard.IsPublic(IPAddress.Parse(address)).ShouldBe(passes);

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("fd00::1", true)]
    [InlineData("203.0.113.7", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("fd00:ec2::254", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::a00:1", false)]
    [InlineData("2002:a00:1::1", false)]
    public void A_configuration_may_open_private_networks_and_never_where_machines_keep_their_keys(string address, bool passes) =>
        AddressGuard.IsPrivate(IPAddress.Parse(address)).ShouldBe(passes);

    [Fact]
    public async Task A_provider_at_a_private_address_is_not_connected_to_unless_that_is_allowed()
    {
        using var server = new HttpPeer(200, "{}");
        using var guarded = new HttpClient(AddressGuard.CreateHandler(allowPrivate: false));

        var reply = await new ProviderChannel(Options(server), guarded, TimeProvider.System).SendAsync(s_message, CancellationToken.None);

        reply.Outcome.ShouldBe(NotifyOutcome.Retry);
        reply.Trouble.ShouldNotBeNull().ShouldContain("no public address");
        server.Requests.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(200, """{"code":"0","data":{"id":"n7"}}""", NotifyOutcome.Delivered, "n7")]
    [InlineData(200, """{"code":"5"}""", NotifyOutcome.Retry, null)]
    [InlineData(200, "not json", NotifyOutcome.Retry, null)]
    [InlineData(503, "{}", NotifyOutcome.Retry, null)]
    [InlineData(429, "{}", NotifyOutcome.Retry, null)]
    [InlineData(401, "{}", NotifyOutcome.Refused, null)]
    [InlineData(302, "{}", NotifyOutcome.Refused, null)]
    public async Task Status_and_answer_decide_what_became_of_it(int status, string answer, NotifyOutcome outcome, string? receipt)
    {
        using var server = new HttpPeer(status, answer);

        var reply = await SendAsync(Options(server) with { SuccessPath = "code", SuccessValues = ["0"], ReceiptPath = "data.id" });

        (reply.Outcome, reply.Receipt).ShouldBe((outcome, receipt));
        using var sent = JsonDocument.Parse(server.Requests.Single().Body);
        sent.RootElement.GetProperty("text").GetString().ShouldBe(s_message.Text);
        server.Requests.Single().Headers.ShouldContain("Idempotency-Key: id-1");
    }

    [Fact]
    public void Whatever_the_text_is_the_filled_template_stays_JSON_that_says_it() => Prop.ForAll(
        ArbMap.Default.ArbFor<NonNull<string>>(),
        text =>
        {
            // Lone surrogates are no text.
            var clean = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get));
            using var filled = JsonDocument.Parse(MessageTemplate.Fill("""{"t":"{text}"}""", s_message with { Text = clean }, null, TemplateEscape.Json));
            return filled.RootElement.GetProperty("t").GetString() == clean;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_provider_that_never_answers_is_given_up_after_its_time()
    {
        using var server = new HttpPeer(200, "{}", answers: false);

        var reply = await SendAsync(Options(server) with { TimeoutMs = 200 });

        (reply.Outcome, reply.Trouble).ShouldBe((NotifyOutcome.Retry, "no answer within 200 ms"));
    }

    [Fact]
    public void Wrong_options_are_all_told_with_their_paths()
    {
        var errors = new ConfigurationErrors();

        ProviderOptionsValidator.Validate(
            new ProviderOptions { Name = "x", Kind = "fax", Url = "ftp://x", Body = "{telephone}", TimeoutMs = 1, SuccessPath = "a" }, "p", errors);

        errors.Items.Select(error => error.Path).ShouldBe(["p.kind", "p.url", "p.body", "p.timeoutMs", "p.successValues"], ignoreOrder: true);
    }

    [Theory]
    [InlineData(ChatShape.WeCom, """{"errcode":0}""", "mentioned_list")]
    [InlineData(ChatShape.DingTalk, """{"errcode":0}""", "atUserIds")]
    [InlineData(ChatShape.Feishu, """{"code":0}""", "\"sign\"")]
    public async Task Each_chat_gets_its_own_shape_and_signature(ChatShape shape, string answer, string expected)
    {
        using var server = new HttpPeer(200, answer);
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("url"), server.Url);
        await File.WriteAllTextAsync(folder.File("secret"), "robot");
        using var http = new HttpClient(AddressGuard.CreateHandler(allowPrivate: true));
        var options = new ChatOptions { Name = "c", Shape = shape, Url = new SecretSource { File = folder.File("url") }, Secret = new SecretSource { File = folder.File("secret") } };

        var reply = await new ChatChannel(options, http, new ManualTimeProvider()).SendAsync(s_message, CancellationToken.None);

        reply.Outcome.ShouldBe(NotifyOutcome.Delivered);
        var request = server.Requests.Single();
        request.Body.ShouldContain(expected);
        request.Head.Contains("sign=", StringComparison.Ordinal).ShouldBe(shape == ChatShape.DingTalk);
        (request.Head + request.Body).ShouldNotContain("robot");
    }

    private static ProviderOptions Options(HttpPeer server) => new() { Name = "p", Url = server.Url };

    private static async Task<PersonReply> SendAsync(ProviderOptions options)
    {
        using var http = new HttpClient(AddressGuard.CreateHandler(allowPrivate: true));
        return await new ProviderChannel(options, http, TimeProvider.System).SendAsync(s_message, CancellationToken.None);
    }
}
