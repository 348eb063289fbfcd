using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>The engineering range where a type cannot do without one.</summary>
internal static class FullScale
{
    /// <summary>Width of the range; 1 when there is none, and the level is left out.</summary>
    public static double Span(LevelContext level) => Of(level)?.Span ?? 1;

    /// <summary>Upper end of the range; 1 when there is none, and the level is left out.</summary>
    public static double High(LevelContext level) => Of(level)?.High ?? 1;

    private static Core.Measurements.EngineeringRange? Of(LevelContext level)
    {
        if (level.Subject.Range is null)
        {
            level.Parameters.Leave($"测点 {level.Subject.Id} 没有量程", $"point {level.Subject.Id} has no range", InactiveCause.NoFigure);
        }

        return level.Subject.Range;
    }
}
