using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Documents;

public sealed class DocumentTests
{
    private readonly Repository _repository = Repository.OfThisTest();

    [Fact]
    public void Relative_links_lead_somewhere() => DocumentRules.DeadLinks(_repository).ShouldBeEmpty();

    [Fact]
    public void Files_named_in_documents_exist() => DocumentRules.DeadNames(_repository).ShouldBeEmpty();

    [Fact]
    public void Document_rules_see_dead_links_and_dead_names()
    {
        using var tree = new TemporaryTree()
            .With("docs/a.md", "[b](b.md) [c](../c.md#x) [web](https://example.org/x.md) `d.cs` `docs/e.json` `a.md` `*.cs` `artifacts/x.json`\n```\n[f](f.md) `g.cs`\n```\n")
            .With("docs/b.md", "");
        DocumentRules.DeadLinks(tree.Open()).ShouldBe(["docs/a.md: ../c.md#x".Replace("#x", "", StringComparison.Ordinal)]);
        DocumentRules.DeadNames(tree.Open()).ShouldBe(["docs/a.md: d.cs", "docs/a.md: docs/e.json"]);
    }

    [Fact]
    public void Every_numbered_log_line_is_explained_to_operators() => DocumentRules.UnexplainedLogLines(_repository).ShouldBeEmpty();

    [Fact]
    public void Log_line_rule_sees_a_number_nobody_explains()
    {
        using var tree = new TemporaryTree()
            .With("docs/operations.md", "| 7001, 7002 | text | act |\n7003 in a sentence\n")
            .With("src/A/a.cs", "[LoggerMessage(7001, X)] [LoggerMessage(EventId = 7003, X)] [LoggerMessage(\n 7002)]");
        DocumentRules.UnexplainedLogLines(tree.Open()).ShouldBe(["src/A/a.cs: 7003"]);
    }

    [Fact]
    public void Every_project_of_src_says_what_it_is() => DocumentRules.WithoutReadme(_repository).ShouldBeEmpty();

    [Fact]
    public void Readme_rule_sees_a_project_without_one()
    {
        using var tree = new TemporaryTree().With("src/Gateway.Core/Gateway.Core.csproj", "");
        DocumentRules.WithoutReadme(tree.Open()).ShouldBe(["src/Gateway.Core"]);
    }

    [Fact]
    public void Both_languages_of_the_readme_have_the_same_parts_and_commands()
    {
        var english = _repository.Read("README.md");
        var chinese = _repository.Read("README.zh-CN.md");
        DocumentRules.Headings(chinese).ShouldBe(DocumentRules.Headings(english));
        DocumentRules.Commands(chinese).ShouldBe(DocumentRules.Commands(english));
        chinese.Count(c => c is >= '\u4e00' and <= '\u9fff').ShouldBeGreaterThan(500);
    }

    [Fact]
    public void Both_languages_of_every_guide_have_the_same_parts_and_commands()
    {
        DocumentRules.LanguagePairs(_repository).ShouldContain(("docs/operations.md", "docs/operations.zh-CN.md"));
        DocumentRules.LanguagePairs(_repository).ShouldContain(("docs/guide-duty.en.md", "docs/guide-duty.zh-CN.md"));
        DocumentRules.UnlikePairs(_repository).ShouldBeEmpty();
    }

    [Fact]
    public void Language_rule_sees_a_part_or_a_command_that_one_language_lacks()
    {
        using var tree = new TemporaryTree()
            .With("docs/a.md", "# A\n## B\n```\nrun a # now\n```\n").With("docs/a.zh-CN.md", "# A\n```\nrun a   # 立即\n```\n")
            .With("docs/b.en.md", "# A\n```\nrun a\n```\n").With("docs/b.zh-CN.md", "# A\n```\nrun b\n```\n")
            .With("docs/c.md", "# A\n").With("docs/d.zh-CN.md", "# A\n").With("e.md", "# A\n").With("e.zh-CN.md", "");
        DocumentRules.UnlikePairs(tree.Open()).ShouldBe(["docs/a.zh-CN.md: 1 headings, 2 in docs/a.md", "docs/b.zh-CN.md: other commands than docs/b.en.md"]);
    }

    [Fact]
    public void Architecture_walks_one_reading_through_existing_files()
    {
        var architecture = _repository.Read("docs/architecture.md");
        foreach (var stage in (string[])["src/Gateway.Drivers.Modbus/", "src/Gateway.Pipeline/", "src/Gateway.Core/", "src/Gateway.Storage.Sqlite/", "src/Gateway.Notifications"])
        {
            architecture.ShouldContain(stage);
        }
    }

    [Fact]
    public void Decisions_are_numbered_without_gaps()
    {
        var numbers = _repository.Files.Where(f => f.StartsWith("docs/decisions/0", StringComparison.Ordinal)).Select(f => int.Parse(Path.GetFileName(f)[..4])).ToList();
        numbers.ShouldBe(Enumerable.Range(1, numbers.Count));
        numbers.ShouldNotBeEmpty();
    }
}
