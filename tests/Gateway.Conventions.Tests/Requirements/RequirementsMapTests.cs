using Gateway.Conventions.Tests.Support;
using Xunit.Abstractions;

namespace Gateway.Conventions.Tests.Requirements;

public sealed class RequirementsMapTests(ITestOutputHelper output)
{
    private const string Good = "A-01,clause,text,what we do,src/a.cs,MyTests,done";

    [Fact]
    public void The_catalogue_has_367_items_61_numbers_and_57_systems()
    {
        RequirementIds.All.Count(id => id[..3] is not ("NUM" or "SYS")).ShouldBe(367);
        RequirementIds.All.Count(id => id.StartsWith("NUM", StringComparison.Ordinal)).ShouldBe(61);
        RequirementIds.All.Count(id => id.StartsWith("SYS", StringComparison.Ordinal)).ShouldBe(57);
        RequirementIds.All.ShouldBeUnique();
    }

    [Fact]
    public void Every_requirement_has_its_row_and_every_file_and_test_it_names_exists()
    {
        var repository = Repository.OfThisTest();
        foreach (var state in RequirementsMap.Read(repository).CountBy(r => r.State).OrderBy(s => Array.IndexOf(RequirementsMap.States, s.Key)))
        {
            output.WriteLine($"{state.Key}: {state.Value}");
        }

        foreach (var due in RequirementsMap.Arrived(repository))
        {
            output.WriteLine($"said to come, and there: {due}");
        }

        RequirementsMap.Errors(repository, RequirementIds.All).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Good, "")]
    [InlineData("A-01,clause,text,what,src/a.cs,MyTests,finished", "A-01: state 'finished'")]
    [InlineData("A-01,clause,text,what,src/b.cs,MyTests,done", "A-01: src/b.cs does not exist")]
    [InlineData("A-01,clause,text,what,src/a.cs,OtherTests,done", "A-01: no test class OtherTests")]
    [InlineData("A-01,clause,text,what,src/a.cs,,done", "A-01: done, but names no code or no test")]
    [InlineData("A-01,clause,text,what,,MyTests,done", "A-01: done, but names no code or no test")]
    [InlineData("A-01,clause,text,what,,,part", "A-01: part, but names no code")]
    [InlineData("A-01,clause,text,what,src/a.cs,,open", "A-01: open, but names code")]
    [InlineData("A-01,,text,what,src/a.cs,MyTests,done", "A-01: clause, requirement and what_we_do")]
    [InlineData(Good + "\n" + Good, "A-01: 2 rows")]
    [InlineData("B-01,clause,text,what,src/a.cs,MyTests,done", "A-01: missing")]
    public void Sees_what_is_wrong(string rows, string expected)
    {
        using var tree = Tree(RequirementsMap.Header + "\n" + rows);
        var errors = RequirementsMap.Errors(tree.Open(), ["A-01"]);
        if (expected.Length == 0)
        {
            errors.ShouldBeEmpty();
        }
        else
        {
            errors.ShouldContain(e => e.StartsWith(expected, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Sees_another_header_and_a_row_nobody_demands()
    {
        using var tree = Tree("id,state\n" + Good);
        RequirementsMap.Errors(tree.Open(), []).ShouldBe(["header: id,state", "A-01: not in the catalogue"]);
    }

    [Fact]
    public void Sees_a_file_that_was_to_come_and_is_there()
    {
        using var tree = Tree($"{RequirementsMap.Header}\nA-01,c,t,limits to come in src/a.cs,,,open\nA-02,c,t,to come: src/b.cs,,,open");
        RequirementsMap.Arrived(tree.Open()).ShouldBe(["A-01: limits to come in src/a.cs"]);
    }

    private static TemporaryTree Tree(string map) => new TemporaryTree()
        .With(RequirementsMap.File, map).With("src/a.cs", "").With("tests/X/MyTests.cs", "public sealed class MyTests\n{\n}\n");
}
