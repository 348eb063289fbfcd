namespace Gateway.Fuzz.Targets.Http;

/// <summary>The API of the center, signed in as an administrator of the whole county: who may do most meets most code.</summary>
internal sealed class CenterApiTarget : ApiTarget
{
    private readonly Lazy<FuzzedCenter> _center = new(() => new FuzzedCenter());

    public override string Name => "center-api";

    protected override HttpClient Client => _center.Value.Client;

    protected override IReadOnlyList<string> Documents => ["/openapi/v1.json"];

    protected override IEnumerable<string> Bodies =>
    [
        "{}", "{\"reason\":\"r\",\"note\":\"n\",\"text\":\"t\",\"tier\":\"red\",\"until\":\"2026-03-03T00:00:00Z\"}",
        "{\"name\":{\"zh\":\"甲\",\"en\":\"a\"},\"id\":\"u1\",\"unit\":\"county\",\"level\":\"town\",\"roles\":[],\"from\":\"2026-03-02T00:00:00Z\",\"to\":\"2026-03-03T00:00:00Z\",\"siteId\":\"s-01\"}",
        "kind,id,parent,level,nameZh\nunit,u1,county,town,镇\n",
    ];

    public override void Dispose()
    {
        if (_center.IsValueCreated)
        {
            _center.Value.Dispose();
        }

        base.Dispose();
    }
}
