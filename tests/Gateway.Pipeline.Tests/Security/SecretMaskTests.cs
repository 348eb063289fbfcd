using Gateway.Pipeline.Configuration;
using Gateway.Pipeline.Security;

namespace Gateway.Pipeline.Tests.Security;

public sealed class SecretMaskTests
{
    [Theory]
    [InlineData("edge.json: uplink.broker.password", "hunter2", "***")]
    [InlineData("edge.json: influx.token", "hunter2", "***")]
    [InlineData("edge.json: notifications.webhooks[0].headers.Authorization", "Bearer hunter2", "***")]
    [InlineData("edge.json: notifications.webhooks[0].headers.X-Api-Key", "hunter2", "***")]
    [InlineData("center.json: database.connection", "hunter2", "***")]
    [InlineData("center.json: calls.providers[0].secret", "hunter2", "***")]
    [InlineData("edge.json: influx.url", "http://root:hunter2@db:8086/x", "http://***@db:8086/x")]
    [InlineData("edge.json: notifications.webhooks[0].url", "htp://robot?access_token=hunter2&a=1", "htp://robot?access_token=***&a=1")]
    [InlineData("center.json: x", "Host=db;Username=u;Password=hunter2;Port=1", "Host=db;Username=u;Password=***;Port=1")]
    [InlineData("center.json: x", "Host=db;pwd='hunter 2';Port=1", "Host=db;pwd=***;Port=1")]
    [InlineData("edge.json: uplink", """{"user": "a", "password": "hunter2"}""", """{"user": "a", "password": "***"}""")]
    [InlineData("edge.json: uplink", """{"password":"hunter2 cut sh""", """{"password":"***" """)]
    public void Secrets_are_masked_by_their_name_and_by_their_looks(string path, string found, string shown) =>
        SecretMask.Of(path, found).ShouldBe(shown.TrimEnd());

    [Theory]
    [InlineData("edge.json: uplink.broker.passwordFile", "uplink.password")]
    [InlineData("edge.json: influx.tokenEnv", "INFLUX")]
    [InlineData("edge.json: mqtt.connections[0].host", "a.b.c")]
    [InlineData("edge.json: points[3].modbus.address", "-7")]
    [InlineData("edge.json: uplink.broker.tls.keyFile", "/etc/x.key")]
    [InlineData("edge.json: uplink.broker.keepAliveS", "3")]
    public void What_helps_to_mend_a_configuration_stays(string path, string found) => SecretMask.Of(path, found).ShouldBe(found);

    [Theory]
    [InlineData("brokerPassword", true)]
    [InlineData("tokenFiel", true)]
    [InlineData("X-API-Key", true)]
    [InlineData("credentials", true)]
    [InlineData("keepAliveS", false)]
    [InlineData("keyFile", false)]
    public void A_mistyped_name_of_a_secret_is_known_by_the_same_words(string name, bool isTold) => SecretMask.IsToldBy(name).ShouldBe(isTold);

    [Fact]
    public void No_error_of_a_configuration_shows_what_it_found_where_a_secret_stands()
    {
        var errors = new ConfigurationErrors();
        errors.Add("edge.json: influx.token", "hunter2", "zh", "en");
        errors.Require(false, "edge.json: influx.url", "http://u:hunter2@h", "zh", "en");

        errors.Items.ShouldAllBe(error => !error.ToString().Contains("hunter2", StringComparison.Ordinal));
    }
}
