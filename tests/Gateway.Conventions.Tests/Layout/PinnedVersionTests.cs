using System.Text.RegularExpressions;
using System.Xml.Linq;
using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

/// <summary>What is built today is built tomorrow: every package has one version, written down once.</summary>
public sealed partial class PinnedVersionTests
{
    private readonly Repository _repository = Repository.OfThisTest();

    [Fact]
    public void Every_package_has_one_exact_version_in_one_place()
    {
        Loose(_repository).ShouldBeEmpty();
        _repository.Read("Directory.Packages.props").ShouldContain("<ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally>");
    }

    [Fact]
    public void The_rule_sees_a_floating_version_and_one_of_a_projects_own()
    {
        using var tree = new TemporaryTree()
            .With("Directory.Packages.props", "<Project><ItemGroup><PackageVersion Include=\"A\" Version=\"1.*\" /><PackageVersion Include=\"B\" Version=\"[1,2)\" /><PackageVersion Include=\"C\" Version=\"1.2.3\" /></ItemGroup></Project>")
            .With("src/X/X.csproj", "<Project><ItemGroup><PackageReference Include=\"D\" Version=\"1.0.0\" /></ItemGroup></Project>");
        Loose(tree.Open()).ShouldBe(["A 1.*", "B [1,2)", "src/X/X.csproj: D"]);
    }

    [Fact]
    public void The_console_is_built_from_its_lock_file_with_a_digest_of_every_package()
    {
        var lockFile = _repository.Read("src/Gateway.Center/ClientApp/package-lock.json");
        using var document = System.Text.Json.JsonDocument.Parse(lockFile);
        var packages = document.RootElement.GetProperty("packages").EnumerateObject().Where(package => package.Name.StartsWith("node_modules/", StringComparison.Ordinal)).ToList();
        packages.Count.ShouldBeGreaterThan(50);
        packages.Where(package => !package.Value.TryGetProperty("link", out _) && !package.Value.TryGetProperty("inBundle", out _)).Select(package => package.Value)
            .ShouldAllBe(package => package.GetProperty("integrity").GetString()!.StartsWith("sha512-", StringComparison.Ordinal));
        _repository.Read("scripts/console.sh").ShouldContain("npm ci");
    }

    private static List<string> Loose(Repository repository) =>
    [
        .. from version in XDocument.Parse(repository.Read("Directory.Packages.props")).Descendants("PackageVersion")
           where !Exact().IsMatch((string?)version.Attribute("Version") ?? "")
           select $"{(string?)version.Attribute("Include")} {(string?)version.Attribute("Version")}",
        .. from file in repository.With(".csproj")
           from reference in XDocument.Parse(repository.Read(file)).Descendants("PackageReference")
           where reference.Attribute("Version") is not null
           select $"{file}: {(string?)reference.Attribute("Include")}",
    ];

    [GeneratedRegex(@"^\d+(\.\d+){1,3}(-[\w.]+)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Exact();
}
