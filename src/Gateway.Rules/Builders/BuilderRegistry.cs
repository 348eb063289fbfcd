using Gateway.Core.Conditions;

namespace Gateway.Rules.Builders;

/// <summary>The rule types there are. A type that is not here is a load error, never silently left out.</summary>
public static class BuilderRegistry
{
    private static readonly Dictionary<string, IConditionBuilder> s_builders = new IConditionBuilder[]
    {
        new HighLimitBuilder(), new LowLimitBuilder(), new BandBuilder(), new PercentOfReferenceBuilder(), new RateOfChangeBuilder(),
        new WindowLimitBuilder("windowMean", WindowStatistic.Mean), new WindowLimitBuilder("windowMin", WindowStatistic.Least),
        new WindowLimitBuilder("windowMax", WindowStatistic.Greatest),
        new CeilingBuilder(), new ShortTermExposureBuilder(), new TimeWeightedAverageBuilder(), new ExcursionBuilder(),
        new DetectorAlarmBuilder(),
        new OutOfRangeBuilder(), new SensorFaultBuilder(), new StaleBuilder(), new OfflineBuilder(), new OutOfServiceBuilder(),
        new FlatLineBuilder(), new SaturationBuilder(), new NegativeDriftBuilder(), new SpikeBuilder(), new StepBuilder(), new DriftBuilder(),
        new RepeatedPatternBuilder(), new SwappedChannelBuilder(), new LostDuringRiseBuilder(), new OverdueBuilder(), new WarmUpBuilder(),
        new ImpossibleRateBuilder(), new VerticalOnlyBuilder(),
        new ExpressionBuilder(), new VotingBuilder(), new MassOfflineBuilder(), new PromotionBuilder(),
        new SlopeMotionBuilder(), new SlopeStepBuilder(), new RainBuilder(), new SlopeNeighboursBuilder(),
        new PowerBaselineBuilder(), new SuspensionBuilder(), new UndeclaredBuilder(), new LoadDropBuilder(), new PhaseLossBuilder(), new SafetyFeederBuilder(),
    }.ToDictionary(builder => builder.Type);

    public static IReadOnlyCollection<string> Types => s_builders.Keys;

    public static IConditionBuilder? Find(string type) => s_builders.GetValueOrDefault(type);
}
