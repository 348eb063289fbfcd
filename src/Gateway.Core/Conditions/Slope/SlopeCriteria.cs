using Gateway.Core.Slopes;

namespace Gateway.Core.Conditions;

/// <summary>What of a slope's motion makes one tier; any of them is enough. Null = not asked. Rates in mm/d.</summary>
public sealed record SlopeCriteria
{
    /// <summary>mm/d, of any window whose velocity counts.</summary>
    public double? VelocityAbove { get; init; }

    /// <summary>mm/d2, while the slope accelerates significantly.</summary>
    public double? AccelerationAbove { get; init; }

    /// <summary>Improved tangent angle in degrees, above 0 and below 90.</summary>
    public double? AngleAbove { get; init; }

    /// <summary>mm/d that the velocity must have for the angle to count. Default 0.</summary>
    public double AngleVelocityFloor { get; init; }

    /// <summary>True when the angle counts only while the slope accelerates significantly.</summary>
    public bool AngleNeedsAcceleration { get; init; }

    /// <summary>Remaining life by a valid forecast, at most this.</summary>
    public TimeSpan? ForecastWithin { get; init; }

    /// <summary>mm/d that the velocity must have for the forecast to count. Default 2, where blue begins: slower, no forecast is a ground for a tier
    /// [P].</summary>
    public double ForecastVelocityFloor { get; init; } = 2;

    /// <summary>The first criterion met; <see cref="SlopeCriterion.None"/> when none is.</summary>
    /// <param name="scale">1 to trip; below 1 to stay tripped: rates and the multiple of V0 may fall by that factor, the life may grow by it.</param>
    public SlopeCriterion Met(in SlopeAssessment now, double scale)
    {
        // Once tripped a velocity need not prove itself again: an alarm ends because the motion is slow, not because it got noisy.
        var counts = now.Counts || (scale < 1 && now.IsKnown);
        var fastest = now.Fastest.IsKnown || scale == 1 ? now.Fastest.Value : now.Velocity.Value;
        var velocity = now.Velocity.Value;
        if (fastest >= VelocityAbove * scale)
        {
            return SlopeCriterion.Velocity;
        }

        if (now.HasForecast && now.Forecast.Late <= ForecastWithin?.TotalDays / scale && velocity >= ForecastVelocityFloor * scale)
        {
            return SlopeCriterion.Forecast;
        }

        if (counts && AngleAbove is { } degrees && velocity >= TangentAngle.RatioAt(degrees) * now.EffectiveV0 * scale
            && velocity >= AngleVelocityFloor * scale && (now.IsAccelerating || !AngleNeedsAcceleration))
        {
            return SlopeCriterion.Angle;
        }

        return now.IsAccelerating && now.VelocityChange >= AccelerationAbove * scale ? SlopeCriterion.Acceleration : SlopeCriterion.None;
    }
}

/// <summary>Which of <see cref="SlopeCriteria"/> was met.</summary>
public enum SlopeCriterion : byte
{
    None = 0,
    Velocity = 1,
    Forecast = 2,
    Angle = 3,
    Acceleration = 4,
}
