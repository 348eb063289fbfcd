using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Center.Access;
using Gateway.Center.Calls;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Center.Organisation;
using Gateway.Center.Sites;
using Gateway.Center.Tests.Calls.Support;
using Gateway.Center.Tests.Support;
using Gateway.Contracts.V1.Link;
using Gateway.Notifications.People;
using Gateway.Testing.Peers;
using Microsoft.Extensions.DependencyInjection;
using DeskBrowser = Gateway.Center.Tests.Support.Browser;

namespace Gateway.Console.Tests.Support;

/// <summary>
/// A county with two towns, three sites, people who can be called and accounts of every role, on a real center that serves the built console.
/// Calls that the plans make after minutes are made after seconds.
/// </summary>
internal sealed class County : IAsyncDisposable
{
    public const string PlantA = "/county/town-a/plant-a/";
    public const string PlantB = "/county/town-b/plant-b/";
    private readonly TemporaryFolder _folder = new();
    private readonly int _port = FreePort.Next();
    private readonly Func<CenterOptions, CenterOptions>? _change;
    private DeskBrowser? _administrator;
    private CenterUnderTest? _center;

    private County(Func<CenterOptions, CenterOptions>? change) => _change = change;

    public CenterUnderTest Center => _center ?? throw new InvalidOperationException("not started");

    public MovableTime Time { get; } = new();

    /// <summary>Starts a center that nobody has set up yet.</summary>
    public static async Task<County> StartBareAsync(Func<CenterOptions, CenterOptions>? change = null)
    {
        var county = new County(change);
        await county.StartCenterAsync();
        return county;
    }

    /// <summary>Starts a center with its administrator, organisation, people and sites.</summary>
    public static async Task<County> StartAsync(Func<CenterOptions, CenterOptions>? change = null)
    {
        var county = await StartBareAsync(change);
        county._administrator = await county.Center.SetUpAsync();
        await county.Center.Store.WriteAsync(FillAsync, CancellationToken.None);
        return county;
    }

    /// <summary>Makes an account with the password <see cref="CountyPeople.Password"/>.</summary>
    public async Task AccountAsync(string id, CenterRole role, string scope = "/", string? person = null)
    {
        var word = JsonNamingPolicy.CamelCase.ConvertName(role.ToString());
        var made = await _administrator!.PostAsync("accounts", new { id, role = word, scope, person });
        made.StatusCode.ShouldBe(HttpStatusCode.Created, await made.Content.ReadAsStringAsync());
        var once = JsonNode.Parse(await made.Content.ReadAsStringAsync())!["oneTimePassword"]!.GetValue<string>();
        using var browser = new DeskBrowser(Center);
        await browser.SignInAsync(id, once);
        (await browser.PostAsync("session/password", new { old = once, @new = CountyPeople.Password })).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    /// <summary>A center on the same folder and port; it finds what the one before left.</summary>
    public async Task StartCenterAsync() => _center = await CenterUnderTest.StartAsync(
        options => _change?.Invoke(Adjusted(options)) ?? Adjusted(options),
        services => services.AddSingleton<IPersonChannel>(new FakeChannel("sms")).AddSingleton<IPersonChannel>(new FakeChannel("voice")),
        Time,
        realSignIn: true);

    public async Task StopCenterAsync()
    {
        await Center.DisposeAsync();
        _center = null;
    }

    public async ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        if (_center is not null)
        {
            await _center.DisposeAsync();
        }

        _folder.Dispose();
    }

    private CenterOptions Adjusted(CenterOptions options)
    {
        var folder = Path.Combine(TestSeeds.Root, "src", "Gateway.Center", "wwwroot");
        File.Exists(Path.Combine(folder, "index.html")).ShouldBeTrue("the console is not built; run scripts/console.sh");
        var step = TimeSpan.FromSeconds(2).TotalMinutes;
        return options with
        {
            Web = options.Web with { ConsoleFolder = folder, Port = _port },
            Storage = options.Storage with { Folder = _folder.Path },
            Drills = options.Drills with { Proof = false },
            Calls = new CallOptions
            {
                RestartMinutes = 1,
                Plans = new Dictionary<string, PlanOptions>(StringComparer.Ordinal)
                {
                    ["red"] = new PlanOptions
                    {
                        Needed = 2,
                        Steps =
                        [
                            new PlanStep(0, ["principal", "county-duty"], ["console", "voice", "sms"]), new PlanStep(step, ["county-duty-leader"], ["console", "voice"]),
                            new PlanStep(2 * step, ["county-emergency-head"], ["voice", "sms"]),
                        ],
                    },
                },
            },
        };
    }

    private static async Task FillAsync(CenterWork work)
    {
        await UnitAsync(work, "county", null, "county", "/county/", "演示县", "Demonstration county");
        await UnitAsync(work, "town-a", "county", "town", "/county/town-a/", "甲镇", "Town A");
        await UnitAsync(work, "town-b", "county", "town", "/county/town-b/", "乙镇", "Town B");
        await UnitAsync(work, "plant-a", "town-a", "enterprise", PlantA, "甲镇示范化工厂", "Town A works");
        await UnitAsync(work, "plant-b", "town-b", "enterprise", PlantB, "乙镇示范堆场", "Town B yard");
        Site(work, "site-a", "plant-a", PlantA, "甲镇罐区", "Town A tank farm", 120.11, 30.21);
        Site(work, "site-a2", "plant-a", PlantA, "甲镇泵房", "Town A pump house", 120.16, 30.23);
        Site(work, "site-b", "plant-b", PlantB, "乙镇东坡", "Town B east slope", 120.31, 30.35);
        Person(work, "p-duty", "值班员甲", "county", "/county/", "county-duty");
        Person(work, "p-leader", "带班员乙", "county", "/county/", "county-duty-leader");
        Person(work, "p-head", "负责人丙", "county", "/county/", "county-emergency-head");
        Person(work, "p-principal", "负责人丁", "plant-a", PlantA, "principal");
        Person(work, "p-expert", "专家戊", "county", "/county/", "industry-duty");
    }

    private static async Task UnitAsync(CenterWork work, string id, string? parent, string level, string path, string zh, string en)
    {
        if (await work.Db.FindAsync<OrgUnit>(id) is null)
        {
            work.Db.Add(new OrgUnit { Id = id, ParentId = parent, Level = level, Path = path, NameZh = zh, NameEn = en });
        }
    }

    private static void Site(CenterWork work, string id, string unit, string path, string zh, string en, double longitude, double latitude)
    {
        work.Db.Add(new Site
        {
            Id = id, UnitId = unit, UnitPath = path, NameZh = zh, NameEn = en, Longitude = longitude, Latitude = latitude, IsPlaced = true, ConnectedSince = work.Now,
        });
        work.Db.Add(new SitePoint
        {
            SiteId = id, EdgeId = "edge-1", PointId = "gas-01", NameZh = "可燃气体一", NameEn = "gas one", Unit = "%LEL", Family = "gas", Quantity = "lel", FirstSeen = work.Now,
            Body = JsonSerializer.Serialize(new PointEntry { Id = "gas-01", Name = new("可燃气体一", "gas one"), Unit = "%LEL", Family = "gas", Quantity = "lel" }, CenterJson.Options),
        });
    }

    private static void Person(CenterWork work, string id, string name, string unit, string path, string role)
    {
        work.Db.Add(new Person { Id = id, Name = name, UnitId = unit, UnitPath = path, Phone = "00000000001" });
        work.Db.Add(new RoleHolder { PersonId = id, UnitId = unit, Role = role });
    }
}
