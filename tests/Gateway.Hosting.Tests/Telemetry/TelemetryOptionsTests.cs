using Gateway.Hosting.Telemetry;
using Gateway.Pipeline.Configuration;

namespace Gateway.Hosting.Tests.Telemetry;

public sealed class TelemetryOptionsTests
{
    [Theory]
    [InlineData("http://127.0.0.1:4318", true)]
    [InlineData("http://localhost:4318/base", true)]
    [InlineData("https://collector.example.invalid", true)]
    [InlineData("http://collector.example.invalid:4318", false)]
    [InlineData("https://user:secret@collector.example.invalid", false)]
    [InlineData("https://collector.example.invalid?token=secret", false)]
    [InlineData("collector", false)]
    [InlineData("", false)]
    public void An_address_is_whole_and_only_this_machine_may_do_without_https(string endpoint, bool good)
    {
        var errors = new ConfigurationErrors();
        new TelemetryOptions { Endpoint = endpoint }.Check("edge.json: telemetry", errors);
        errors.Any.ShouldBe(!good);
        errors.Items.ShouldAllBe(error => error.Path == "edge.json: telemetry.endpoint" && error.Allowed.En.Length > 0 && error.Allowed.Zh.Length > 0);
        errors.Items.ShouldAllBe(error => !error.Found.Contains("secret@", StringComparison.Ordinal));
    }

    [Fact]
    public void Interval_and_file_of_headers_are_looked_at()
    {
        var errors = new ConfigurationErrors();
        new TelemetryOptions { Endpoint = "http://127.0.0.1:4318", IntervalS = 0, HeadersFile = "/nowhere/headers" }.Check("t", errors);
        errors.Items.Select(error => error.Path).ShouldBe(["t.intervalS", "t.headersFile"]);
    }
}
