using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Gateway.Fuzz.Engine;
using Gateway.Fuzz.Targets.Texts;

namespace Gateway.Fuzz.Targets.Http;

/// <summary>What other platforms may ask and tell, with a key that may do all of it: natural warnings as JSON and CAP, power events, everything that is read.</summary>
internal sealed class ExchangeApiTarget : ApiTarget
{
    private readonly Lazy<FuzzedCenter> _center = new(Start);

    public override string Name => "exchange-api";

    protected override HttpClient Client => _center.Value.Client;

    protected override IReadOnlyList<string> Documents => ["/api/exchange/v1/openapi/exchange-v1.json"];

    protected override IEnumerable<string> Bodies
    {
        get
        {
            using var cap = new CapTarget();
            return
            [
                "{}", Encoding.UTF8.GetString(cap.Seeds().First()),
                "{\"id\":\"n1\",\"kind\":\"rain\",\"tier\":\"red\",\"from\":\"2026-03-02T00:00:00Z\",\"until\":\"2026-03-03T00:00:00Z\",\"unit\":\"county\",\"text\":{\"zh\":\"甲\",\"en\":\"a\"},\"site\":\"s-01\",\"time\":\"2026-03-02T00:00:00Z\"}",
            ];
        }
    }

    public override void Dispose()
    {
        if (_center.IsValueCreated)
        {
            _center.Value.Dispose();
        }

        base.Dispose();
    }

    private static FuzzedCenter Start()
    {
        var center = new FuzzedCenter();
        var draft = new { Name = "fuzz", ScopePath = "/county/", Days = 300, Rights = new[] { "sites", "values", "warnings", "handling", "dangers", "tellNatural", "tellPower", "metrics" } };
        using var answer = center.Client.PostAsJsonAsync("/api/v1/exchange/tokens", draft).GetAwaiter().GetResult();
        using var token = JsonDocument.Parse(answer.Content.ReadAsStringAsync().GetAwaiter().GetResult());
        Oracle.Demand(answer.IsSuccessStatusCode, "a key is made: " + token.RootElement);
        center.Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token.RootElement.GetProperty("token").GetString());
        return center;
    }
}
