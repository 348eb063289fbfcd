using System.Text;
using Gateway.Contracts.V1;
using Gateway.Contracts.V1.Link;

namespace Gateway.Edge.Tests.Uplink.Messages;

public sealed class LinkJsonTests
{
    private const string Summary = """{"kind":"highLimit","inputs":[{"point":"p","value":NUMBER,"unit":"%LEL","quality":"good","time":"2026-03-02T00:00:00Z"}]}""";

    [Theory]
    [InlineData("1e309")]
    [InlineData("-1e309")]
    public void A_number_beyond_a_double_is_no_message(string number)
    {
        LinkJson.TryDecode<WarningMessage>(Encoding.UTF8.GetBytes(Summary.Replace("NUMBER", number, StringComparison.Ordinal)), out var error).ShouldBeNull();
        error.ShouldContain("1.8e308");
    }
}
