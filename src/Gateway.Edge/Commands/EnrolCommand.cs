using System.CommandLine;
using System.Security.Cryptography;
using Gateway.Edge.Identity;
using Gateway.Pipeline.Security;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway enrol</c>: gets the gateway's identity from the center for a one-time token, or renews the one it has.</summary>
internal static class EnrolCommand
{
    private const int Failed = 1;

    private static readonly Option<string> Center = new("--center") { Description = "Address of the center, https://host:port / 县中心地址" };

    private static readonly Option<string> Token = new("--token") { Description = "One-time token of the center's administrator / 一次性令牌" };

    private static readonly Option<string> TokenFile = new("--token-file") { Description = "File with the token instead: a command line can be seen by others / 令牌文件" };

    private static readonly Option<string> Ca = new("--ca") { Description = "PEM file of the authority that vouches for the center / 县中心证书的 CA 文件" };

    private static readonly Option<string> Pin = new("--pin") { Description = "Instead: SHA-256 of the center's certificate / 或固定县中心证书的 SHA-256" };

    private static readonly Option<string> Out = new("--out") { Description = "Folder of the identity; default identity beside the configuration / 身份文件夹" };

    private static readonly Option<bool> Renew = new("--renew") { Description = "Renew the identity that is there, without a token / 更新已有身份" };

    private static readonly Option<bool> Replace = new("--replace") { Description = "Put a new identity in the place of the one that is there / 替换已有身份" };

    public static Command Create()
    {
        Pin.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is not { } pin || !ServerCertificateCheck.IsPin(pin))
            {
                result.AddError("--pin: SHA-256, 64 hex digits");
            }
        });
        var command = new Command("enrol", "Get an identity from the center / 向县中心登记") { Center, Token, TokenFile, Ca, Pin, Out, Renew, Replace };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parse, CancellationToken cancellation)
    {
        var folder = Path.GetFullPath(parse.GetValue(Out) ?? Path.Combine(parse.Source().Folder, "identity"));
        var identity = new IdentityFiles(folder);
        try
        {
            return parse.GetValue(Renew) ? await RenewAsync(parse, identity, cancellation) : await EnrolAsync(parse, identity, folder, cancellation);
        }
        catch (EnrolmentException error)
        {
            return Fail(parse, error.Reason.Zh, error.Reason.En);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return Fail(parse, error.Message, error.Message);
        }
    }

    private static async Task<int> EnrolAsync(ParseResult parse, IdentityFiles identity, string folder, CancellationToken cancellation)
    {
        if (identity.Exists && !parse.GetValue(Replace))
        {
            return Fail(
                parse, $"{folder} 中已有身份：到期前请用 --renew；确需更换时加 --replace", $"{folder} holds an identity already: --renew before it expires, or --replace to put another in its place");
        }

        if (!Uri.TryCreate(parse.GetValue(Center), UriKind.Absolute, out var center) || !(center.Scheme == "https" || (center.Scheme == "http" && center.IsLoopback)))
        {
            return Bad(parse, "--center: https://host:port");
        }

        var token = parse.GetValue(TokenFile) is { } file ? File.ReadLines(file).FirstOrDefault()?.Trim() : parse.GetValue(Token);
        if (string.IsNullOrEmpty(token))
        {
            return Bad(parse, "--token-file / --token: ?");
        }

        var ca = parse.GetValue(Ca) is { } path ? Path.GetFullPath(path) : null;
        var reply = await new EnrolmentClient(new CenterAddress(center.ToString(), parse.GetValue(Pin), ca)).EnrolAsync(token, identity, cancellation);
        Tell(parse, reply, identity);
        return 0;
    }

    private static async Task<int> RenewAsync(ParseResult parse, IdentityFiles identity, CancellationToken cancellation)
    {
        if (identity.Center() is not { } center)
        {
            return Fail(parse, "没有可更新的身份", "there is no identity to renew");
        }

        var reply = await new EnrolmentClient(center).RenewAsync(identity, cancellation);
        parse.InvocationConfiguration.Output.WriteLine(parse.Chinese() ? $"证书已更新，有效至 {reply.ExpiresAt:u}" : $"renewed until {reply.ExpiresAt:u}");
        return 0;
    }

    // What stands in edge.json is the administrator's: it is shown, not written.
    private static void Tell(ParseResult parse, EnrolmentReply reply, IdentityFiles identity)
    {
        var output = parse.InvocationConfiguration.Output;
        output.WriteLine(parse.Chinese()
            ? $"登记完成：{reply.Site}/{reply.Edge}，证书有效至 {reply.ExpiresAt:u}。请写入 edge.json："
            : $"enrolled as {reply.Site}/{reply.Edge}, until {reply.ExpiresAt:u}. For edge.json:");
        output.WriteLine($$"""
            "uplink": {
              "county": "{{reply.County}}", "edge": "{{reply.Edge}}", "offerKeyFile": "{{identity.OfferKeyFile}}",
              "broker": {"host": "{{reply.BrokerHost}}", "port": {{reply.BrokerPort}},
                "tls": {"caFile": "{{identity.AuthorityFile}}", "certFile": "{{identity.CertificateFile}}", "keyFile": "{{identity.KeyFile}}"} }
            }
            """);
    }

    private static int Bad(ParseResult parse, string text)
    {
        parse.InvocationConfiguration.Error.WriteLine(text);
        return GatewayCommand.BadInput;
    }

    private static int Fail(ParseResult parse, string zh, string en)
    {
        parse.InvocationConfiguration.Error.WriteLine(parse.Chinese() ? zh : en);
        return Failed;
    }
}
