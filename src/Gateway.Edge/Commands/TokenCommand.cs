using System.CommandLine;
using System.Globalization;
using Gateway.Edge.Api;
using Gateway.Edge.Api.Access;
using Gateway.Edge.Configuration;
using Gateway.Rules.Json;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway token</c>: keys to the local API. A running gateway sees a change at the next request.</summary>
internal static class TokenCommand
{
    private const int LongestName = 64;
    private const int Failed = 1;

    private static readonly Option<string> Name = new("--name") { Description = "Who uses it, 1 to 64 characters / 由谁使用", Required = true };

    private static readonly Option<string[]> Scopes = new("--scope")
    {
        Description = "What it opens: read, act, configure; may stand several times / 权限", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["read"],
    };

    private static readonly Option<int> Days = new("--days") { Description = "Days until it expires, 1 to 1096 / 有效天数", DefaultValueFactory = _ => 365 };

    private static readonly Argument<string> Id = new("id") { Description = "Id in the list / 列表中的编号" };

    public static Command Create()
    {
        Scopes.AcceptOnlyFromAmong("read", "act", "configure");
        Name.Validators.Add(result => Require(result.GetValueOrDefault<string>() is { Length: > 0 and <= LongestName } name && !name.Any(char.IsControl), result.AddError, "--name: 1..64"));
        Days.Validators.Add(result => Require(result.GetValueOrDefault<int>() is >= 1 and <= 1096, result.AddError, "--days: 1..1096"));
        var add = new Command("add", "Make one; it is shown once / 新建，仅显示一次") { Name, Scopes, Days };
        add.SetAction(parse => WithFile(parse, file => Add(parse, file)));
        var list = new Command("list", "Show all, without the secrets / 列出") { };
        list.SetAction(parse => WithFile(parse, file => List(parse, file)));
        var revoke = new Command("revoke", "End one at once / 立即吊销") { Id };
        revoke.SetAction(parse => WithFile(parse, file => Revoke(parse, file)));
        return new Command("token", "Keys to the local API / 本地接口令牌") { add, list, revoke };
    }

    private static void Require(bool isGood, Action<string> error, string text)
    {
        if (!isGood)
        {
            error(text);
        }
    }

    private static int WithFile(ParseResult parse, Func<ApiTokenFile, int> act)
    {
        var source = parse.Source();
        var loaded = ConfigurationLoader.Load(source);
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        var file = new ApiTokenFile(source.Resolve(options.Storage.Folder));
        try
        {
            return act(file);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            parse.InvocationConfiguration.Error.WriteLine(parse.Chinese()
                ? $"无法读写 {file.Path}（{error.Message}）；请以网关服务的用户身份运行，例如 sudo -u gateway gateway token list"
                : $"{file.Path} cannot be read or written ({error.Message}); run this as the user of the service, for example sudo -u gateway gateway token list");
            return Failed;
        }
    }

    private static int Add(ParseResult parse, ApiTokenFile file)
    {
        var scopes = parse.GetValue(Scopes)!.Aggregate(ApiScope.None, (all, word) => all | Enum.Parse<ApiScope>(word, ignoreCase: true));
        var (token, text) = ApiToken.Make(parse.GetValue(Name)!, scopes, TimeProvider.System.GetUtcNow(), TimeSpan.FromDays(parse.GetValue(Days)));
        var room = true;
        file.Change(tokens =>
        {
            room = tokens.Count < ApiTokenFile.Most;
            return room ? [.. tokens, token] : tokens;
        });
        if (!room)
        {
            parse.InvocationConfiguration.Error.WriteLine(parse.Chinese() ? $"最多 {ApiTokenFile.Most} 个令牌" : $"there may be {ApiTokenFile.Most} tokens at most");
            return Failed;
        }

        var output = parse.InvocationConfiguration.Output;
        output.WriteLine(parse.Chinese() ? $"令牌 {token.Id}，仅此一次显示：" : $"Token {token.Id}, shown this once:");
        output.WriteLine(text);
        return 0;
    }

    private static int List(ParseResult parse, ApiTokenFile file)
    {
        var (output, now, tokens) = (parse.InvocationConfiguration.Output, TimeProvider.System.GetUtcNow(), file.All());
        if (file.Trouble is { } trouble)
        {
            throw new IOException(trouble);
        }

        foreach (var token in tokens)
        {
            output.WriteLine($"{token.Id}  {StateOf(token, now, parse.Chinese())}  {Time(token.ExpiresAt)}  {ApiJson.NameOf(token.Scopes)}  {token.Name}");
        }

        return 0;
    }

    private static int Revoke(ParseResult parse, ApiTokenFile file)
    {
        var (id, found) = (parse.GetValue(Id), false);
        file.Change(tokens =>
        {
            found = tokens.Any(token => token.Id == id);
            return [.. tokens.Select(token => token.Id == id ? token with { RevokedAt = token.RevokedAt ?? TimeProvider.System.GetUtcNow() } : token)];
        });
        if (!found)
        {
            parse.InvocationConfiguration.Error.WriteLine(parse.Chinese() ? $"没有令牌 {id}" : $"there is no token {id}");
            return Failed;
        }

        return 0;
    }

    private static string StateOf(ApiToken token, DateTimeOffset now, bool chinese) =>
        token.RevokedAt is not null ? chinese ? "已吊销" : "revoked" : token.IsGoodAt(now) ? chinese ? "有效" : "good" : chinese ? "已过期" : "expired";

    private static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
