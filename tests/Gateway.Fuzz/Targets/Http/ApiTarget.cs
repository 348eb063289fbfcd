using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Gateway.Fuzz.Engine;

namespace Gateway.Fuzz.Targets.Http;

/// <summary>
/// Every operation of an API, through the real host and its sockets. An input is two bytes that choose the operation, one for the type of the body, then
/// lines: what stands in the path, the query, and the body. No answer says that the server failed, but for those its document names.
/// </summary>
internal abstract partial class ApiTarget : FuzzTarget
{
    private static readonly string[] s_types = ["", "", "", "", "text/csv", "application/xml", "application/x-www-form-urlencoded", "application/octet-stream"];
    private IReadOnlyList<ApiOperation>? _operations;
    private IReadOnlyList<string> _fields = [];

    /// <summary>The client's own work is on this thread too.</summary>
    public override long AllowedBytes => 16 << 20;

    public override int MaxLength => 4096;

    public override IReadOnlyList<string> Tokens => [.. Fields(), "2026-03-02T00:00:00Z", "from=2026-03-02T00:00:00Z&to=2026-03-03T00:00:00Z", "limit=500", "county", "s-01", "\"reason\":\"x\"", "\"actor\":\"a\""];

    protected abstract HttpClient Client { get; }

    protected abstract IReadOnlyList<string> Documents { get; }

    /// <summary>Bodies that are good for some operation.</summary>
    protected virtual IEnumerable<string> Bodies => ["{}", "{\"actor\":\"a\",\"reason\":\"r\",\"until\":\"2026-03-02T00:00:00Z\"}", "[]"];

    public override IEnumerable<byte[]> Seeds()
    {
        var operations = Operations();
        for (var i = 0; i < operations.Count; i++)
        {
            var query = string.Join('&', operations[i].Parameters.Select(name => name + "=1"));
            foreach (var body in operations[i].Method == HttpMethod.Get ? [""] : Bodies)
            {
                yield return [(byte)(i >> 8), (byte)i, 0, .. Encoding.UTF8.GetBytes($"x\n{query}\n{body}")];
            }
        }
    }

    public override string Execute(byte[] input)
    {
        if (input.Length < 3)
        {
            return "nothing";
        }

        var operation = Operations()[((input[0] << 8) | input[1]) % Operations().Count];
        using var request = Request(operation, input);
        using var answer = Client.Send(request, HttpCompletionOption.ResponseContentRead);
        var code = (int)answer.StatusCode;
        if (code >= 500 && !operation.Failures.Contains(code))
        {
            using var reader = new StreamReader(answer.Content.ReadAsStream());
            throw new OracleException($"{operation.Method} {operation.Path} answers {code} {Oracle.Shape(reader.ReadToEnd())}");
        }

        return $"{operation.Method} {operation.Path} {code}";
    }

    private HttpRequestMessage Request(ApiOperation operation, byte[] input)
    {
        var lines = input.AsSpan(3);
        var (value, query) = (Line(ref lines), Line(ref lines));
        var inPath = Uri.EscapeDataString(value.Length == 0 ? "x" : value.Length > 500 ? value[..500] : value);
        // A dot segment would be another path already at the client.
        var path = Placeholder().Replace(operation.Path, inPath is "." or ".." ? "x" : inPath);
        var uri = query.Length > 0 ? $"{path}?{EscapedQuery(query)}" : path;
        var request = new HttpRequestMessage(operation.Method, new Uri(Client.BaseAddress!, uri));
        if (operation.Method != HttpMethod.Get)
        {
            var type = s_types[input[2] % s_types.Length];
            request.Content = new ByteArrayContent(lines.ToArray());
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(type.Length > 0 ? type : operation.ContentType.Contains('*', StringComparison.Ordinal) ? "application/json" : operation.ContentType);
        }

        return request;
    }

    private static string EscapedQuery(string query) =>
        string.Join('&', (query.Length > 2000 ? query[..2000] : query).Split('&').Select(part => string.Join('=', part.Split('=', 2).Select(Uri.EscapeDataString))));

    private static string Line(ref Span<byte> rest)
    {
        var end = rest.IndexOf((byte)'\n');
        var line = end < 0 ? rest : rest[..end];
        rest = end < 0 ? [] : rest[(end + 1)..];
        return Encoding.UTF8.GetString(line);
    }

    private IReadOnlyList<string> Fields()
    {
        _ = Operations();
        return _fields;
    }

    private IReadOnlyList<ApiOperation> Operations()
    {
        if (_operations is not null)
        {
            return _operations;
        }

        var (operations, fields) = (new List<ApiOperation>(), new List<string>());
        foreach (var address in Documents)
        {
            using var document = JsonDocument.Parse(Client.GetStringAsync(address).GetAwaiter().GetResult());
            operations.AddRange(ApiOperation.Of(document.RootElement));
            fields.AddRange(ApiOperation.Fields(document.RootElement));
        }

        _fields = [.. fields.Distinct()];
        return _operations = [.. operations.Where(operation => !operation.Path.Contains("/live", StringComparison.Ordinal))];
    }

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Placeholder();
}
