using System.Text.RegularExpressions;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Documents;

/// <summary>Whoever is woken by an alarm of the system finds it in the table, with cause and cure.</summary>
public sealed partial class SystemAlarmsTests
{
    private readonly Repository _repository = Repository.OfThisTest();

    [Fact]
    public void Every_alarm_of_the_gateway_itself_stands_in_the_table_and_no_other()
    {
        var raised = Fault().Matches(_repository.Read("src/Gateway.Pipeline/Faults/GatewayFault.cs")).Select(match => $"{match.Groups["point"].Value}/{match.Groups["condition"].Value}").Order(StringComparer.Ordinal).ToList();
        raised.Count.ShouldBeGreaterThan(5);
        var table = _repository.Read("docs/system-alarms.md");
        Row().Matches(table[..table.IndexOf("## At the center", StringComparison.Ordinal)]).Select(match => match.Groups["alarm"].Value).Order(StringComparer.Ordinal).ShouldBe(raised);
    }

    [GeneratedRegex("""= new\("(?<point>gateway\.[a-zA-Z]+)", "(?<condition>[a-zA-Z]+)",""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Fault();

    [GeneratedRegex(@"^\| `(?<alarm>gateway\.[a-zA-Z]+/[a-zA-Z]+)` \|", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Row();
}
