using System.Text.RegularExpressions;
using Gateway.Center.Access;
using Gateway.Center.Exchange.Natural;
using Gateway.Center.Ledger;
using Gateway.Center.Prejudgement;
using Gateway.Center.Tests.Support;
using Gateway.Center.Tests.Warnings;
using Gateway.Center.Warnings.Hazards;
using Microsoft.Extensions.DependencyInjection;

namespace Gateway.Center.Tests.Coverage;

/// <summary>That the parts of the center find each other.</summary>
public sealed class JoinsTests
{
    [Fact]
    public async Task Every_kind_that_is_recorded_has_a_name_in_both_languages()
    {
        await using var center = await CenterUnderTest.StartAsync();
        var words = center.Services.GetRequiredService<LedgerWords>();

        var kinds = KindsOfTheSources();

        kinds.Count.ShouldBeGreaterThan(70);
        kinds.Where(kind => words.NameOf(kind) is var name && (name.Zh == kind || name.En == kind)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Tiers_and_sheets_hear_of_natural_warnings_from_who_keeps_them()
    {
        await using var center = await CenterUnderTest.StartAsync();

        center.Services.GetRequiredService<INaturalHazards>().ShouldBeOfType<NaturalOutlooks>();
        center.Services.GetRequiredService<INaturalOutlook>().ShouldBeOfType<NaturalOutlooks>();
    }

    [Fact]
    public async Task The_health_page_tells_every_part_to_who_is_signed_in_only()
    {
        await using var center = await CenterUnderTest.StartAsync();

        var health = await Board.JsonAsync(await center.SignedInAs(CenterRole.DutyOfficer).GetAsync("/api/v1/health"));
        var stranger = await Board.JsonAsync(await center.Anonymous().GetAsync("/api/v1/health"));

        health.GetProperty("parts").EnumerateObject().Select(part => part.Name).ShouldBe(["exchange", "history", "identity", "ledger", "link"]);
        health.GetProperty("parts").GetProperty("link").GetProperty("text").GetProperty("en").GetString().ShouldBe("no broker is configured; gateways are not heard");
        stranger.EnumerateObject().Select(part => part.Name).ShouldBe(["state", "at"]);
    }

    private static HashSet<string> KindsOfTheSources()
    {
        var call = new Regex(@"\b(?:LedgerFact|Record|Fact|FactOf|RecordAsync)\((?:[^""\n]*,\s*)?""(?<kind>[a-z]+\.[a-z.-]+)""", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5));
        return Directory.EnumerateFiles(Path.Combine(TestSeeds.Root, "src", "Gateway.Center"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => call.Matches(File.ReadAllText(file)).Select(match => match.Groups["kind"].Value)).ToHashSet(StringComparer.Ordinal);
    }
}
