using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Tests.Configuration;

public sealed class DatabaseTransportTests
{
    [Theory]
    [InlineData("Host=127.0.0.1;Password=hunter2", true)]
    [InlineData("Host=localhost;Password=hunter2", true)]
    [InlineData("Host=/var/run/postgresql;Password=hunter2", true)]
    [InlineData("Host=db.county;Password=hunter2", false)]
    [InlineData("Host=10.1.2.3;SSL Mode=Require;Password=hunter2", false)]
    [InlineData("Host=10.1.2.3;SSL Mode=Disable;Password=hunter2", false)]
    [InlineData("Host=localhost,db.county;Password=hunter2", false)]
    [InlineData("Host=db.county;SSL Mode=VerifyFull;Root Certificate=ca.pem;Password=hunter2", true)]
    [InlineData("Host=db.county;SSL Mode=VerifyCA;Password=hunter2", true)]
    [InlineData("Hots=db.county;Password=hunter2", false)]
    [InlineData("hunter2", false)]
    public void A_server_on_another_machine_is_spoken_to_over_tls_with_its_certificate_looked_at(string connection, bool passes)
    {
        var errors = new ConfigurationErrors();
        DatabaseTransport.Check(new DatabaseOptions { Kind = DatabaseKind.Postgres, Connection = connection }, "center.json: database.connectionFile", errors);

        errors.Any.ShouldBe(!passes);
        errors.Items.ShouldAllBe(error => !error.ToString().Contains("hunter2", StringComparison.Ordinal));
        var allowed = new ConfigurationErrors();
        DatabaseTransport.Check(new DatabaseOptions { Kind = DatabaseKind.Postgres, Connection = connection, AllowPlain = true }, "x", allowed);
        allowed.Any.ShouldBeFalse("on an explicit word");
    }
}
