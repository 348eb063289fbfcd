using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Builders;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Rules.Compilation;

/// <summary>Packs times points gives conditions. Deterministic: the same packs and points, in the same order, give equal conditions.</summary>
public sealed class RuleCompiler(RuleSite site, ReferenceData reference, ConfigurationErrors errors)
{
    private readonly Dictionary<string, List<Condition>> _byPoint = [];

    // Asked for at every level of every rule of every point: looked for once.
    private readonly Dictionary<string, Point[]> _byZone =
        site.Points.Where(point => point.Zone.Length > 0).GroupBy(point => point.Zone).ToDictionary(zone => zone.Key, zone => zone.ToArray());
    private readonly Dictionary<string, Point> _subjects = [];
    private readonly List<InactiveRule> _inactive = [];
    private readonly List<PackTally> _packs = [];

    /// <summary>Tells every error; what it gives is to be used only when there was none.</summary>
    public static CompiledRules Compile(
        RuleSite site, IReadOnlyList<PackInUse> packs, IReadOnlyList<SiteRule> rules, ReferenceData reference, ConfigurationErrors errors)
    {
        var compiler = new RuleCompiler(site, reference, errors);
        foreach (var pack in packs)
        {
            compiler.Add(pack);
        }

        foreach (var rule in rules)
        {
            compiler.Add(rule);
        }

        SiteParameters.CheckPoints(packs, site, errors);
        return compiler.Result();
    }

    public void Add(PackInUse pack)
    {
        PackUseCheck.Run(pack, site, errors);
        _packs.Add(new PackTally(pack.Pack.Label(), pack.ReviewedBy, pack.Pack.Rules.Count, 0, 0, 0));
        for (var i = 0; i < pack.Pack.Rules.Count; i++)
        {
            var rule = pack.Pack.Rules[i];
            if (BuilderRegistry.Find(rule.Type) is { } builder)
            {
                AddRule(pack, rule, builder, $"{pack.FileName}: rules[{i}]");
            }
        }
    }

    /// <summary>A rule of the site's own. A name its place does not have is an error here.</summary>
    public void Add(SiteRule rule)
    {
        if (Places.Find(rule.SubjectId, site) is not { } place)
        {
            errors.Add(
                $"{rule.Path}.subject", rule.SubjectId, "测点编号、device.设备编号、zone.区域编号 或 site（该处须有测点）",
                "a point's id, device.{id}, zone.{id} or site, with points there");
            return;
        }

        var own = new ConfigurationErrors();
        var packRule = new PackRule { Id = rule.Id, Name = rule.Name, Type = "when", Levels = [rule.Level] };
        var condition = BuilderRegistry.Find(packRule.Type)!.Build(new LevelContext
        {
            Id = $"{SiteRule.PackId}.{rule.Id}",
            Basis = new RuleBasis($"{SiteRule.PackId}/{rule.Id}", SiteRule.PackId, rule.Level.Basis.Clause, rule.ReviewedBy) { Advice = rule.Advice },
            Level = rule.Level, Parameters = new ParameterReader(packRule, rule.Level, place.Subject, reference, own, rule.Path),
            Subject = place.Subject, Members = place.Points, Place = place.Points, Site = site.Points, MustApply = true, Reference = reference,
            Zone = _byZone.GetValueOrDefault(place.Subject.Zone, []),
        });
        foreach (var error in own.Items)
        {
            errors.Add(error.Path.Replace(".with.", ".", StringComparison.Ordinal), error.Found, error.Allowed.Zh, error.Allowed.En);
        }

        if (condition is not null)
        {
            Take(place.Subject, condition);
        }
    }

    public CompiledRules Result()
    {
        foreach (var subject in _subjects.Values.Where(subject => site.Points.Any(point => point.Id == subject.Id)))
        {
            errors.Add(
                site.Origin(site.Points.First(point => point.Id == subject.Id)) + ".id", subject.Id, "规则已使用的对象编号，请换一个", "another id: rules use this one for a place");
        }

        return new CompiledRules(
            _byPoint.ToDictionary(pair => pair.Key, pair => (IReadOnlyList<Condition>)[.. pair.Value.OrderByDescending(condition => condition.Tier)]),
            [.. _subjects.Values.OrderBy(subject => subject.Id, StringComparer.Ordinal)], _inactive) { Packs = _packs }.Counted();
    }

    private void AddRule(PackInUse pack, PackRule rule, IConditionBuilder builder, string path)
    {
        var fits = false;
        foreach (var (subject, place) in Places.Of(rule.AppliesTo.Scope, site))
        {
            IReadOnlyList<Point> members = rule.AppliesTo.Scope == RuleScope.Point
                ? pack.Use.Selects(subject) && rule.AppliesTo.Fits(subject) ? [subject] : []
                : [.. place.Where(point => pack.Use.Selects(point) && rule.AppliesTo.Fits(point))];
            fits |= members.Count > 0;
            if (builder.IsPerMember)
            {
                foreach (var member in members)
                {
                    AddRule(new RuleAtPlace(pack, rule, builder, path, subject, [member], place));
                }
            }
            else if (members.Count > 0)
            {
                AddRule(new RuleAtPlace(pack, rule, builder, path, subject, members, place));
            }
        }

        if (!fits)
        {
            var wanted = RuleFit.Wanted(rule.AppliesTo);
            _inactive.Add(new InactiveRule(
                "", $"{pack.Pack.Id}/{rule.Id}", InactiveCause.NoPoint, new LocalizedText($"现场没有这类测点（{wanted}）", $"the site has no such point ({wanted})")));
        }
    }

    private void AddRule(RuleAtPlace at)
    {
        var built = new List<(RuleLevel Level, Condition Condition)>();
        for (var i = 0; i < at.Rule.Levels.Count; i++)
        {
            if (BuildLevel(at, at.Rule.Levels[i], $"{at.Path}.levels[{i}]") is { } condition)
            {
                built.Add((at.Rule.Levels[i], condition));
            }
        }

        foreach (var (level, condition) in built)
        {
            if (built.Find(lesser => IsUpsideDown(level, condition, lesser.Level, lesser.Condition, at.Builder)) is { Level: not null } other)
            {
                Leave(at, level, InactiveCause.Crossed, new LocalizedText(
                    $"该物质的这一限值比 {other.Level.Tier} 级的更早，不采用", $"for this substance the limit would come before the {other.Level.Tier} one, so it is not used"));
                continue;
            }

            Take(at.Subject, condition);
        }
    }

    // "10 % IDLH where that is above level 2" (domain-rules 9.1): shares of different figures cross for some substances.
    private static bool IsUpsideDown(RuleLevel level, Condition condition, RuleLevel lesser, Condition other, IConditionBuilder builder) =>
        level.Tier > lesser.Tier && QuantityText.TryParse(level.Limit, out var limit) && limit.RelativeTo is not null
        && RuleTrial.IsEarlier(condition, other, builder.Tightening);

    private Condition? BuildLevel(RuleAtPlace at, RuleLevel level, string path)
    {
        var own = at.Builder.IsPerMember ? at.Members[0] : at.Subject;
        level = SiteParameters.Put(at.Pack, at.Rule, level, at.Builder, [at.Subject, .. at.Members], site);
        var (changed, changes) = OverrideRules.Apply(at.Pack.Use, at.Rule, level, own);
        var origin = at.Subject.IsDerived ? at.Pack.Path : site.Origin(at.Subject);
        var after = changed.Enabled ? Build(at, changed, $"{origin} → {path}", errors, tell: true) : null;
        if (changes.Count > 0)
        {
            // As the pack has it; what is wrong there without the site's figures is no error here.
            var before = level.Enabled ? Build(at, level, path, new ConfigurationErrors(), tell: false) : null;
            if (after is not null || !changed.Enabled)
            {
                OverrideRules.Check(level, before, after, changes, at.Builder.Tightening, at.Pack.Path, errors);
            }
        }

        if (!changed.Enabled)
        {
            Leave(at, level, InactiveCause.SwitchedOff, changes.Count > 0
                ? new LocalizedText("现场停用", "switched off by the site")
                : new LocalizedText("规则包中默认停用，须由现场启用", "off in the pack until the site turns it on"));
        }

        return after;
    }

    private Condition? Build(RuleAtPlace at, RuleLevel level, string path, ConfigurationErrors told, bool tell)
    {
        var parameters = new ParameterReader(at.Rule, level, at.Subject.IsDerived ? at.Members[0] : at.Subject, reference, told, path);
        var condition = at.Builder.Build(new LevelContext
        {
            Id = IdOf(at, level), Basis = BasisOf(at, level), Level = level, Parameters = parameters, Subject = at.Subject, Members = at.Members, Place = at.Place,
            Zone = _byZone.GetValueOrDefault(at.Subject.Zone, []), Site = site.Points,
            Neighbours = site.NeighboursOf(at.Subject.Zone), Reference = reference, Shifts = site.Shifts, Service = site.Services.GetValueOrDefault(at.Subject.Id),
        });
        parameters.TellUnknown();
        if (tell && parameters.Missing is { } missing)
        {
            Leave(at, level, parameters.Why, missing);
        }

        return condition;
    }

    private void Take(Point subject, Condition condition)
    {
        if (!_byPoint.TryGetValue(subject.Id, out var conditions))
        {
            _byPoint[subject.Id] = conditions = [];
        }

        var id = condition.Id;
        for (var copy = 2; conditions.Exists(other => other.Id == condition.Id); copy++)
        {
            condition = condition with { Id = $"{id}-{copy}" };
        }

        conditions.Add(condition);
        if (subject.IsDerived)
        {
            _subjects[subject.Id] = subject;
        }
    }

    private void Leave(RuleAtPlace at, RuleLevel level, InactiveCause why, LocalizedText cause) =>
        _inactive.Add(new InactiveRule(at.Builder.IsPerMember ? at.Members[0].Id : at.Subject.Id, RuleName(at, level), why, cause));

    private static string IdOf(RuleAtPlace at, RuleLevel level) =>
        $"{at.Pack.Pack.Id}.{at.Rule.Id}-{Name(level.Tier)}" + (at.Builder.IsPerMember ? $"-{at.Members[0].Id}" : "");

    private static string RuleName(RuleAtPlace at, RuleLevel level) => $"{at.Pack.Pack.Id}/{at.Rule.Id}/{Name(level.Tier)}";

    private static RuleBasis BasisOf(RuleAtPlace at, RuleLevel level) =>
        new(RuleName(at, level), at.Pack.Pack.Label(), level.Basis.Clause, at.Pack.ReviewedBy)
        {
            Source = at.Pack.Pack.Sources.FirstOrDefault(source => source.Id == level.Basis.Source)?.Title,
            Remark = level.Basis.Remark,
            Confidence = level.Basis.Confidence,
            IsLaw = level.Basis.Kind == BasisKind.Law,
            Advice = level.Advice,
        };

    private static string Name(WarningTier tier) => tier.ToString().ToLowerInvariant();

    private sealed record RuleAtPlace(
        PackInUse Pack, PackRule Rule, IConditionBuilder Builder, string Path, Point Subject, IReadOnlyList<Point> Members, IReadOnlyList<Point> Place);
}
