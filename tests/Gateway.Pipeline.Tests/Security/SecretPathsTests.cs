using Gateway.Pipeline.Security;

namespace Gateway.Pipeline.Tests.Security;

public sealed class SecretPathsTests
{
    [Fact]
    public void Members_that_name_a_secret_are_found_at_any_depth_and_public_ones_are_not()
    {
        var options = new Outer("/k", "/ca", "/offers.pub", [new Inner("/p1"), new Inner(null), new Inner("/p2")], new SecretSource("/s"), new Dictionary<string, Inner> { ["x"] = new("/p3") });

        SecretPaths.Of(options, null).ShouldBe(["/k", "/p1", "/p2", "/s"]);
    }

    private sealed record Outer(string KeyFile, string CaFile, string OfferKeyFile, IReadOnlyList<Inner> List, SecretSource Source, Dictionary<string, Inner> Pairs);

    private sealed record Inner(string? PasswordFile);

    private sealed record SecretSource(string File);
}
