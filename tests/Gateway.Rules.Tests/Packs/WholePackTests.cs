using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Conditions.Expressions;
using Gateway.Core.Conditions.Joint;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Compilation;
using Gateway.Rules.Packs;
using Gateway.Rules.Tests.Packs.Proofs;

namespace Gateway.Rules.Tests.Packs;

/// <summary>Every level of every rule of every shipped pack: compiled for a site that has what it names, driven short of it and to it, judged by the live engine.</summary>
public sealed class WholePackTests
{
    private static readonly Dictionary<string, (PackSite Site, CompiledRules Rules, string Errors)> s_compiled = Seeds.PackFiles
        .Select(file => Seeds.Pack(Path.GetFileNameWithoutExtension(file))).ToDictionary(pack => pack.Id, Compiled);

    public static TheoryData<string> Packs => [.. s_compiled.Keys];

    public static TheoryData<string, string, string> Levels
    {
        get
        {
            var rows = new TheoryData<string, string, string>();
            foreach (var (pack, rule, level) in All())
            {
                rows.Add(pack.Id, rule.Id, level.Tier.ToString());
            }

            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Packs))]
    public void Every_level_of_the_pack_runs_at_a_site_that_has_what_it_names(string pack)
    {
        var (_, rules, errors) = s_compiled[pack];
        errors.ShouldBeEmpty();
        var written = All().Where(row => row.Pack.Id == pack).Select(row => Name(row.Pack, row.Rule, row.Level.Tier)).Distinct().ToList();
        var running = rules.ByPoint.Values.SelectMany(conditions => conditions).Select(condition => condition.Basis.Rule).ToHashSet();

        written.Where(rule => !running.Contains(rule)).ShouldBeEmpty(string.Join('\n', rules.Inactive));
        running.Count.ShouldBe(written.Count);
        var tally = rules.Packs.ShouldHaveSingleItem();
        tally.Rules.ShouldBe(Seeds.Pack(pack).Rules.Count);
        tally.ActiveRules.ShouldBe(tally.Rules);
        PlanCheck.Check([.. s_compiled[pack].Site.Points.Concat(rules.Subjects).Select((point, index) => new PointPlan(point with { Index = index }, 0, rules.Of(point.Id)))])
            .Select(error => $"{error.Path} {error.AllowedEn}").ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Levels))]
    public void The_level_is_raised_when_it_is_reached_and_not_short_of_it(string packId, string ruleId, string tier)
    {
        var (site, rules, _) = s_compiled[packId];
        var name = $"{packId}/{ruleId}/{tier.ToLowerInvariant()}";
        var (subject, condition) = rules.ByPoint.SelectMany(pair => pair.Value.Select(condition => (Point: pair.Key, Condition: condition)))
            .FirstOrDefault(entry => entry.Condition.Basis.Rule == name);
        condition.ShouldNotBeNull(name);
        var proof = ProofOf(PointOf(site, rules, subject), condition, $"{packId}/{ruleId}").ShouldNotBeNull($"no proof for {condition.GetType().Name} of {name}");

        var less = Rig(site, rules, subject, proof.ShortCondition ?? condition);
        proof.Short(less);
        less.HasRaised.ShouldBeFalse($"{name} short of it: {less.Story}");
        var full = Rig(site, rules, subject, condition);
        proof.Full(full);
        full.HasRaised.ShouldBeTrue($"{name} reached");
    }

    [Fact]
    public void The_table_of_readable_rules_names_no_rule_that_is_gone() =>
        WhenProofs.Rules.Except(All().Select(row => $"{row.Pack.Id}/{row.Rule.Id}")).ShouldBeEmpty();

    private static IEnumerable<(RulePack Pack, PackRule Rule, RuleLevel Level)> All() =>
        from file in Seeds.PackFiles
        let pack = Seeds.Pack(Path.GetFileNameWithoutExtension(file))
        from rule in pack.Rules
        from level in rule.Levels
        select (pack, rule, level);

    private static string Name(RulePack pack, PackRule rule, WarningTier tier) => $"{pack.Id}/{rule.Id}/{tier.ToString().ToLowerInvariant()}";

    private static (PackSite Site, CompiledRules Rules, string Errors) Compiled(RulePack pack)
    {
        var (site, errors) = (PackSite.Of(pack), new ConfigurationErrors());
        var rules = site.Compile(errors);
        return (site, rules, string.Join('\n', errors.Items));
    }

    private static Point PointOf(PackSite site, CompiledRules rules, string id) => site.Points.Concat(rules.Subjects).First(point => point.Id == id);

    private static Proof? ProofOf(Point point, Condition condition, string rule) => condition is ExpressionCondition or Voting
        ? WhenProofs.Find(rule, condition)
        : MotionProofs.Find(point, condition) ?? PowerProofs.Find(point, condition) ?? PointProofs.Find(point, condition);

    /// <summary>The condition alone; what counts tiers of others with those others.</summary>
    private static PackRig Rig(PackSite site, CompiledRules rules, string subject, Condition condition)
    {
        var needsTiers = condition is ExpressionCondition;
        return new PackRig(site.Points, rules.Subjects, id => [.. Own(id), .. Helpers(id)], $"{subject}/{condition.Id}");

        IEnumerable<Condition> Own(string id) => id == subject ? [condition] : needsTiers ? rules.Of(id).OfType<HighLimit>() : [];

        IEnumerable<Condition> Helpers(string id)
        {
            if (condition is MassOffline offline && offline.Inputs.Contains(id))
            {
                yield return new Offline { Id = "helper", Tier = WarningTier.Blue, Basis = new RuleBasis("helper", "", "", null), OnDelay = TimeSpan.FromSeconds(30) };
            }

            if (condition is SlopeConfirmed confirmed && confirmed.Inputs.Contains(id) && id != subject)
            {
                yield return new HighLimit { Id = "helper", Tier = WarningTier.Blue, Basis = new RuleBasis("helper", "", "", null), Limit = 0 };
            }

            if (condition is JointCondition joint && joint.Inputs.Contains(id) && HelperTier(condition) is var tier and not WarningTier.None)
            {
                yield return new HighLimit { Id = "helper", Tier = tier, Basis = new RuleBasis("helper", "", "", null), Limit = MotionProofs.Helper };
            }
        }
    }

    private static WarningTier HelperTier(Condition condition) => condition switch
    {
        SlopeNeighbours neighbours => neighbours.From,
        TierPromotion promotion => promotion.Tier - 1,
        _ => WarningTier.None,
    };
}
