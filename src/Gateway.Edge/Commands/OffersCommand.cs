using System.CommandLine;
using Gateway.Edge.Configuration;
using Gateway.Edge.Uplink.Commands;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Json;
using Gateway.Rules.Quantities;

namespace Gateway.Edge.Commands;

/// <summary><c>gateway offers</c>: what the center offers, what it would change, and putting it in force. A person at the site does it; nothing else can.</summary>
internal static class OffersCommand
{
    private const int Failed = 1;

    private static readonly Argument<string> Id = new("id") { Description = "Id in the list / 列表中的编号" };

    private static readonly Option<bool> ReviewRenewed = new("--review-renewed")
    {
        Description = "The review written in the configuration is of the new version / 配置中的审核记录针对新版本",
    };

    public static Command Create()
    {
        var list = new Command("list", "Show what waits / 列出待处理的规则包");
        list.SetAction(parse => With(parse, List));
        var show = new Command("show", "What it would change, figure by figure / 逐项显示差异") { Id };
        show.SetAction(parse => With(parse, Show));
        var apply = new Command("apply", "Put it in the place of the pack in use; the former is kept beside it / 替换现用规则包，旧版本保留") { Id, ReviewRenewed };
        apply.SetAction(parse => With(parse, Apply));
        var refuse = new Command("refuse", "Take it away / 不采用，移除") { Id };
        refuse.SetAction(parse => With(parse, Refuse));
        return new Command("offers", "Rule packs offered by the center / 县中心下发的规则包") { list, show, apply, refuse };
    }

    private static int With(ParseResult parse, Func<ParseResult, Site, int> act)
    {
        var source = parse.Source();
        var loaded = ConfigurationLoader.Load(source);
        if (loaded.Options is not { } options)
        {
            ErrorReport.Write(parse.InvocationConfiguration.Error, loaded.Errors, parse.Chinese());
            return GatewayCommand.BadInput;
        }

        var offers = new PackOffers(
            source.Resolve(options.Storage.Folder), () => ReferenceData.Read(source.Resolve(options.Seeds), new ConfigurationErrors()), TimeProvider.System);
        try
        {
            return act(parse, new Site(options, source, offers));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Fail(parse, error.Message, error.Message);
        }
    }

    private static int List(ParseResult parse, Site site)
    {
        foreach (var offer in site.Offers.All())
        {
            parse.InvocationConfiguration.Output.WriteLine(
                $"{offer.Id}  {offer.Pack} {offer.Version} (now {site.InUse(offer)?.Version ?? "-"})  {offer.ReceivedAt:yyyy-MM-dd HH:mm'Z'}  {offer.OfferedBy}  {offer.Reason}");
        }

        return 0;
    }

    private static int Show(ParseResult parse, Site site)
    {
        if (site.Offers.Find(parse.GetValue(Id)!) is not var (offer, text))
        {
            return Unknown(parse);
        }

        var output = parse.InvocationConfiguration.Output;
        var used = site.InUse(offer);
        output.WriteLine(parse.Chinese()
            ? $"{offer.Pack}：现用 {used?.Version ?? "无"}，下发 {offer.Version}，由 {offer.OfferedBy}：{offer.Reason}"
            : $"{offer.Pack}: in use {used?.Version ?? "none"}, offered {offer.Version}, by {offer.OfferedBy}: {offer.Reason}");
        foreach (var change in PackDifference.Of(used?.Text, text))
        {
            output.WriteLine($"{change.Path}: {change.Before ?? "-"} → {change.After ?? "-"}");
        }

        return 0;
    }

    private static int Apply(ParseResult parse, Site site)
    {
        if (site.Offers.Find(parse.GetValue(Id)!) is not var (offer, text))
        {
            return Unknown(parse);
        }

        if (site.InUse(offer) is not { } used)
        {
            return Fail(
                parse, $"本站未使用规则包 {offer.Pack}：请先把它加入 rulePacks（文件 {offer.File}）",
                $"the pack {offer.Pack} is not in use here: add it to rulePacks first (file {offer.File})");
        }

        if (used.Use.Review?.Shown() is { } review && !parse.GetValue(ReviewRenewed))
        {
            return Fail(
                parse, $"配置写明旧版本由 {review} 审核；请更新或删除 rulePacks 的 review，再加 --review-renewed",
                $"the configuration says that {review} reviewed the version in use: renew or remove the review in rulePacks, then add --review-renewed");
        }

        var former = $"{used.File}.{used.Version}.former";
        File.WriteAllText(former, used.Text);
        File.WriteAllText(used.File + ".new", text);
        File.Move(used.File + ".new", used.File, overwrite: true);
        site.Offers.Remove(offer.Id);
        parse.InvocationConfiguration.Output.WriteLine(parse.Chinese()
            ? $"{used.File} 已换为 {offer.Version}；旧版本在 {former}。运行中的网关会重新读取配置。"
            : $"{used.File} is now {offer.Version}; the former is {former}. A running gateway reads it again.");
        return 0;
    }

    private static int Refuse(ParseResult parse, Site site) => site.Offers.Remove(parse.GetValue(Id)!) ? 0 : Unknown(parse);

    private static int Unknown(ParseResult parse) => Fail(
        parse, $"没有规则包 {parse.GetValue(Id)}，或其文件已被改动", $"there is no offer {parse.GetValue(Id)}, or its file is not what came");

    private static int Fail(ParseResult parse, string zh, string en)
    {
        parse.InvocationConfiguration.Error.WriteLine(parse.Chinese() ? zh : en);
        return Failed;
    }

    private sealed record Site(EdgeOptions Options, ConfigurationSource Source, PackOffers Offers)
    {
        public PackFile? InUse(PackOffer offer) => OfferedPacks.InUse(Options, Source, offer.Pack);
    }
}
