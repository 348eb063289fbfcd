namespace Gateway.Core.Slopes;

/// <summary>
/// Improved tangent angle of the displacement curve (Xu Qiang): displacement divided by the creep rate of the uniform stage gives both axes the
/// same unit, so the angle no longer depends on the scale of the drawing. About 45 degrees = uniform, 80 = middle, 85 = critical acceleration.
/// </summary>
public static class TangentAngle
{
    /// <summary>
    /// V0 used: never below the noise of the velocity nor the floor, or a nearly still point would show 85 degrees on noise alone (domain
    /// rules 2.4, shown on real data).
    /// </summary>
    /// <param name="learned">Creep rate of the uniform stage, mm/d; NaN when not learned.</param>
    public static double EffectiveV0(double learned, double velocitySigma, double floor) =>
        Math.Max(double.IsNaN(learned) ? 0 : learned, Math.Max(velocitySigma, floor));

    /// <summary>Degrees, -90 to 90.</summary>
    public static double Degrees(double velocity, double v0) => Math.Atan(velocity / v0) * (180 / Math.PI);

    /// <summary>The multiple of V0 at which the angle is reached: 5.67 at 80 degrees, 11.43 at 85.</summary>
    public static double RatioAt(double degrees) => Math.Tan(degrees * (Math.PI / 180));
}
