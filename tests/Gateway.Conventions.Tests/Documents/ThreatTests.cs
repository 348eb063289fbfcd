using Gateway.Conventions.Tests.Support;

namespace Gateway.Conventions.Tests.Documents;

public sealed class ThreatTests
{
    private readonly Repository _repository = Repository.OfThisTest();

    [Theory]
    [InlineData("docs/security.md")]
    [InlineData("docs/security.zh-CN.md")]
    public void Every_threat_is_tried_by_a_test_that_exists(string document)
    {
        ThreatRules.Rows(_repository.Read(document)).Count.ShouldBeGreaterThan(50);
        ThreatRules.Unanswered(_repository, document).ShouldBeEmpty();
    }

    [Fact]
    public void Both_languages_name_the_same_threats_tests_and_commands()
    {
        var (english, chinese) = (_repository.Read("docs/security.md"), _repository.Read("docs/security.zh-CN.md"));
        ThreatRules.Named(chinese).ShouldBe(ThreatRules.Named(english));
        ThreatRules.Rows(chinese).Count.ShouldBe(ThreatRules.Rows(english).Count);
        DocumentRules.Headings(chinese).ShouldBe(DocumentRules.Headings(english));
        DocumentRules.Commands(chinese).ShouldBe(DocumentRules.Commands(english));
    }

    [Fact]
    public void The_rule_sees_a_threat_without_a_test_and_a_test_that_is_gone()
    {
        using var tree = new TemporaryTree()
            .With("docs/s.md", "| through | to which end | what stops it | tests |\n|---|---|---|---|\n| a | b | c | `ATests.It_holds` |\n| d | e | f | none |\n| g | h | i | `ATests.It_is_gone`<br>`ATests.Helper_method` |\n\n| x | y |\n")
            .With("tests/A/ATests.cs", "public sealed class ATests { [Fact] public void It_holds() { } private int Helper_method() => 1; }");
        ThreatRules.Unanswered(tree.Open(), "docs/s.md").ShouldBe(["no test: | d | e | f | none |", "not there: ATests.It_is_gone", "not there: ATests.Helper_method"]);
    }
}
