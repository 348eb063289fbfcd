namespace Gateway.Core.Measurements;

/// <summary>The range a sensor can measure, in the point's unit, both ends included. Not an alarm limit.</summary>
/// <param name="Low">Lower end; must be below <paramref name="High"/>.</param>
/// <param name="High">Upper end (full scale).</param>
public readonly record struct EngineeringRange(double Low, double High)
{
    public double Span => High - Low;

    public bool Contains(double value) => value >= Low && value <= High;
}
