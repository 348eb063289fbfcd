using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Layout;

public sealed class LayoutTests
{
    private readonly Repository _repository = Repository.OfThisTest();

    [Fact]
    public void Top_level_holds_only_what_the_layout_names() => TopLevelRule.Broken(_repository).ShouldBeEmpty();

    [Fact]
    public void Top_level_rule_sees_a_stray_file_and_a_stray_project()
    {
        using var tree = new TemporaryTree().With("NOTES.md", "").With("src/Gateway.Extra/Extra.cs", "").With("src/Gateway.Core/Point.cs", "");
        TopLevelRule.Broken(tree.Open()).ShouldBe(["NOTES.md", "src/Gateway.Extra"]);
    }

    [Fact]
    public void References_point_one_way() => ReferenceRule.Broken(_repository).ShouldBeEmpty();

    [Fact]
    public void Core_has_no_package() => ReferenceRule.PackagesOfCore(_repository).ShouldBeEmpty();

    [Fact]
    public void Reference_rule_sees_arrows_that_point_the_wrong_way()
    {
        using var tree = new TemporaryTree()
            .With("src/Gateway.Core/Gateway.Core.csproj", Project("../Gateway.Pipeline/Gateway.Pipeline.csproj", "Polly.Core"))
            .With("src/Gateway.Drivers.Mqtt/Gateway.Drivers.Mqtt.csproj", Project("../Gateway.Drivers.Modbus/Gateway.Drivers.Modbus.csproj"))
            .With("src/Gateway.Edge/Gateway.Edge.csproj", Project("../../tests/Gateway.Testing/Gateway.Testing.csproj"))
            .With("simulators/Gateway.Simulators/Gateway.Simulators.csproj", Project("../../src/Gateway.Core/Gateway.Core.csproj"))
            .With("src/Gateway.Pipeline/Gateway.Pipeline.csproj", Project("../Gateway.Core/Gateway.Core.csproj"));

        ReferenceRule.Broken(tree.Open()).ShouldBe(
        [
            "Gateway.Simulators -> Gateway.Core",
            "Gateway.Core -> Gateway.Pipeline",
            "Gateway.Drivers.Mqtt -> Gateway.Drivers.Modbus",
            "Gateway.Edge -> Gateway.Testing",
        ]);
        ReferenceRule.PackagesOfCore(tree.Open()).ShouldBe(["Polly.Core"]);
    }

    [Fact]
    public void Every_project_is_in_the_solution()
    {
        var solution = _repository.Read("Gateway.sln").Replace('\\', '/');
        _repository.With(".csproj").Where(p => !solution.Contains(p, StringComparison.Ordinal)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_project_of_src_has_tests_of_its_own()
    {
        // Contracts hold records only; what crosses the wire is tested by those that send it.
        var tested = _repository.With(".cs").Where(f => f.StartsWith("tests/", StringComparison.Ordinal)).Select(f => f.Split('/')[1]).ToHashSet();
        _repository.With(".csproj").Where(p => p.StartsWith("src/", StringComparison.Ordinal)).Select(p => p.Split('/')[1])
            .Where(p => p != "Gateway.Contracts" && !tested.Contains(p + ".Tests")).ShouldBeEmpty();
    }

    private static string Project(string reference, string? package = null) =>
        $"""<Project><ItemGroup><ProjectReference Include="{reference}" />{(package is null ? "" : $"<PackageReference Include=\"{package}\" />")}</ItemGroup></Project>""";
}
