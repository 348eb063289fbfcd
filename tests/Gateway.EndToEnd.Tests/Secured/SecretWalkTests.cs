using Gateway.Testing.Link.Programs;
using Gateway.Testing.Link.County;
using System.Text;
using System.Text.Json.Nodes;
using Gateway.EndToEnd.Tests.Link.Support;
using Gateway.EndToEnd.Tests.Support;
using Gateway.Testing.Peers;
using Gateway.Testing.Time;

namespace Gateway.EndToEnd.Tests.Secured;

/// <summary>
/// Plants a secret in every place that takes one, lets every connection fail, and looks for the secrets in all that comes out: what is printed, every answer
/// of the API, and every file that is written.
/// </summary>
public sealed class SecretWalkTests
{
    private static readonly string s_center = BuildOutput.File($"src/Gateway.Center/bin/{BuildOutput.Configuration}/net10.0/warning-center");

    [Fact]
    public async Task No_output_of_a_gateway_shows_a_secret()
    {
        using var folder = new TemporaryFolder();
        var (port, dead) = (FreePort.Next(), FreePort.Next());
        var secrets = Plant(folder, "mqtt.password", "uplink.password", "influx.token", "webhook.secret");
        const string header = "PLANTED-header-5d1e", variable = "PLANTED-variable-77aa", inUrl = "PLANTED-url-2b9c";
        secrets.AddRange([header, variable, inUrl]);
        var configuration = folder.File("edge.json");
        await File.WriteAllTextAsync(configuration, $$"""
            {
              "site": {"id": "small", "name": {"zh": "小站", "en": "Small site"} },
              "mqtt": {"connections": [{"id": "c1", "host": "127.0.0.1", "port": {{dead}}, "username": "u", "passwordFile": "mqtt.password"}]},
              "points": [{"id": "p1", "nameZh": "一", "nameEn": "One", "mqtt": {"connection": "c1", "topic": "t"}, "judgement": {"limits": [{"tier": "red", "high": 5}]} }],
              "influx": {"url": "http://127.0.0.1:{{dead}}", "database": "d", "tokenFile": "influx.token"},
              "notifications": {"webhooks": [
                {"name": "w1", "url": "http://127.0.0.1:{{dead}}/hook?access_token={{inUrl}}", "secretFile": "webhook.secret", "headers": {"Authorization": "Bearer {{header}}"} },
                {"name": "w2", "url": "http://127.0.0.1:{{dead}}/", "secretEnv": "PLANTED"} ]},
              "uplink": {"county": "c1", "broker": {"host": "127.0.0.1", "port": {{dead}}, "username": "u", "passwordFile": "uplink.password"} },
              "api": {"port": {{port}} }, "storage": {"folder": "data"}, "logging": {"folder": "logs", "level": "debug"}
            }
            """);
        var shown = new StringBuilder();
        await using (var gateway = await GatewayProcess.StartAsync(configuration, port, "PLANTED=" + variable))
        {
            var made = (await RunAsync(BuildOutput.Gateway, "token", "add", "--name", "x", "--scope", "read", "--config", configuration)).Split('\n').First(line => line.StartsWith("rgw_", StringComparison.Ordinal)).Trim();
            secrets.Add(made);
            await Eventually.TrueAsync(() => Task.FromResult(gateway.Output.Contains($"{dead}", StringComparison.Ordinal)), 30, () => "a connection failed and said so");
            using var http = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
            foreach (var path in (await PathsAsync(http, "/openapi/v1.json")).Append("/openapi/v1.json"))
            {
                shown.Append(await TextAsync(http, path));
            }

            shown.Append(await RunAsync(BuildOutput.Gateway, "token", "list", "--config", configuration)).Append(gateway.Output);
            await gateway.StopAsync();
            shown.Append(gateway.Output);
        }

        foreach (var command in new[] { "check", "schema", "points" })
        {
            shown.Append(await RunAsync("/usr/bin/env", "PLANTED=" + variable, BuildOutput.Gateway, command, "--config", configuration));
        }

        // And told wrong, as people do: a secret in the place of a file, in an address, under a name that is none.
        var wrong = (await File.ReadAllTextAsync(configuration)).Replace("\"passwordFile\": \"mqtt.password\"", $"\"password\": \"{secrets[0]}\"", StringComparison.Ordinal)
            .Replace("\"url\": \"http://127.0.0.1", $"\"url\": \"htp://root:{secrets[2]}@127.0.0.1", StringComparison.Ordinal).Replace("\"tokenFile\": \"influx.token\"", $"\"token\": \"{secrets[2]}\"", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("wrong.json"), wrong);
        var errors = await RunAsync(BuildOutput.Gateway, "check", "--config", folder.File("wrong.json"), "--lang", "en");
        errors.ShouldContain("***");
        shown.Append(errors);

        Hold(shown.ToString(), secrets);
        HoldFiles(folder.File("data"), secrets);
        HoldFiles(folder.File("logs"), secrets);
    }

    [Fact]
    public async Task No_output_of_the_center_shows_a_secret()
    {
        using var folder = new TemporaryFolder();
        var (port, dead) = (FreePort.Next(), FreePort.Next());
        var secrets = Plant(folder, "link.password", "influx.token", "smtp.password", "sms.token", "chat.secret");
        var configuration = folder.File("center.json");
        await File.WriteAllTextAsync(configuration, $$"""
            {
              "county": { "id": "county", "name": { "zh": "示范县", "en": "Demonstration county" } },
              "storage": { "folder": "data" }, "web": { "port": {{port}} }, "logging": { "folder": "logs", "level": "debug" }, "seeds": "{{BuildOutput.File("seeds")}}",
              "influx": {"url": "http://127.0.0.1:{{dead}}", "database": "d", "tokenFile": "influx.token"},
              "link": { "broker": {"id": "link", "host": "127.0.0.1", "port": {{dead}}, "username": "center", "passwordFile": "link.password"} },
              "calls": {
                "providers": [{"name": "sms", "kind": "sms", "url": "http://127.0.0.1:{{dead}}/send", "secret": {"file": "{{folder.File("sms.token")}}"}, "headers": {"Authorization": "{secret}"}, "allowPrivate": true}],
                "email": [{"name": "mail", "host": "127.0.0.1", "port": {{dead}}, "user": "u", "password": {"file": "{{folder.File("smtp.password")}}"}, "from": "center@example.invalid"}]
              }
            }
            """);
        var shown = new StringBuilder(await RunAsync(s_center, "check", "--config", configuration, "--lang", "en"));
        shown.ToString().ShouldContain("good", Case.Insensitive, "the configuration names each secret rightly");
        await using (var center = PeerProcess.Start(s_center, "run", "--config", configuration))
        {
            await center.WaitForPortAsync(port, 60);
            using var api = new CenterApi(port);
            await api.SetUpAsync((await File.ReadAllTextAsync(folder.File("data/setup-code.txt"))).Trim());
            secrets.Add("a-long-pass-phrase-for-tests-9");
            var token = (await api.PostAsync("exchange/tokens", new { name = "x", rights = new[] { "sites" } }))!["token"]!.GetValue<string>();
            var enrolment = (await api.PostAsync("enrolments", new { site = "s1" }))!["token"]!.GetValue<string>();
            secrets.AddRange([token, enrolment]);
            foreach (var path in await api.PathsAsync())
            {
                shown.Append(await api.TextAsync(path));
            }

            shown.Append(center.Output);
        }

        shown.Append(await RunAsync(s_center, "schema"));
        var wrong = (await File.ReadAllTextAsync(configuration)).Replace("\"passwordFile\": \"link.password\"", $"\"password\": \"{secrets[0]}\"", StringComparison.Ordinal)
            .Replace("\"storage\":", $"\"database\": {{\"kind\": \"postgres\", \"connection\": \"Host=db;Password={secrets[1]}\"}}, \"storage\":", StringComparison.Ordinal);
        await File.WriteAllTextAsync(folder.File("wrong.json"), wrong);
        var errors = await RunAsync(s_center, "check", "--config", folder.File("wrong.json"), "--lang", "en");
        errors.ShouldContain("***");
        shown.Append(errors);

        Hold(shown.ToString(), secrets);
        HoldFiles(folder.File("data"), secrets);
        HoldFiles(folder.File("logs"), secrets);
    }

    private static List<string> Plant(TemporaryFolder folder, params string[] files)
    {
        var secrets = new List<string>();
        foreach (var file in files)
        {
            secrets.Add($"PLANTED-{file}-9c41");
            File.WriteAllText(folder.File(file), secrets[^1] + "\n");
        }

        return secrets;
    }

    private static async Task<string> RunAsync(string program, params string[] arguments) => (await PeerProcess.RunAsync(program, arguments)).Output;

    private static async Task<List<string>> PathsAsync(HttpClient http, string description) =>
    [
        .. JsonNode.Parse(await http.GetStringAsync(new Uri(description, UriKind.Relative)))!["paths"]!.AsObject().Where(path => path.Value!["get"] is not null)
            .Select(path => path.Key.Replace("{id}", "p1", StringComparison.Ordinal).Replace("{device}", "c1", StringComparison.Ordinal)),
    ];

    private static async Task<string> TextAsync(HttpClient http, string path)
    {
        using var answer = await http.GetAsync(new Uri(path.Contains('{', StringComparison.Ordinal) ? "/health" : path, UriKind.Relative));
        return await answer.Content.ReadAsStringAsync();
    }

    private static void Hold(string text, IEnumerable<string> secrets)
    {
        text.Length.ShouldBeGreaterThan(5_000, "something was looked at");
        foreach (var secret in secrets)
        {
            var at = text.IndexOf(secret, StringComparison.Ordinal);
            at.ShouldBe(-1, $"'{secret}' shows: {(at < 0 ? "" : text[Math.Max(0, at - 200)..Math.Min(text.Length, at + 80)])}");
        }
    }

    private static void HoldFiles(string folder, List<string> secrets)
    {
        var files = Directory.GetFiles(folder, "*", SearchOption.AllDirectories);
        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var text = Encoding.Latin1.GetString(File.ReadAllBytes(file));
            secrets.ShouldAllBe(secret => !text.Contains(secret, StringComparison.Ordinal), file);
        }
    }
}
