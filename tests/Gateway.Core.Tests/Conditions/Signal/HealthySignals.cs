namespace Gateway.Core.Tests.Conditions.Signal;

/// <summary>Small generators of what healthy sensors send: seeded, each its own random stream.</summary>
internal sealed class HealthySignals(int seed)
{
    private readonly Random _random = new(seed);
    private double _wander;
    private double _level = 3;
    private bool _filling = true;
    private double _load;
    private double _dust = 0.5;

    /// <summary>%LEL, offset 0.3, noise 0.08, slow wander with the day, shown in steps of 0.1, clamped at 0.</summary>
    public double Gas(double second) => Math.Max(0, Quantise(0.3 + (0.2 * Day(second)) + (0.08 * Gauss()), 0.1));

    /// <summary>A toxic cell at rest: 0, now and then one step of 0.1 to either side.</summary>
    public double RestingCell(double second) => _random.NextDouble() switch { < 0.03 => 0.1, < 0.06 => -0.1, _ => 0 };

    /// <summary>A cell of coarse resolution: stands at 2 for most of a day, flickers to 3 at noon.</summary>
    public double CoarseCell(double second) => Math.Round(2.2 + (0.3 * Day(second)) + (0.02 * Gauss()));

    /// <summary>mm, GNSS: noise 3, wander, a creep of 0.2 a day.</summary>
    public double Slope(double second)
    {
        _wander = (0.95 * _wander) + (0.8 * Gauss());
        return (0.2 * second / 86400) + _wander + (3 * Gauss());
    }

    /// <summary>kW, a plant: standby at night, machines switched on and off by day, noise with the load.</summary>
    public double Power(double second)
    {
        var hour = second / 3600 % 24;
        if (_random.NextDouble() < 0.02)
        {
            _load = hour is > 7 and < 19 ? 20 + (10 * _random.Next(8)) : 2;
        }

        return Quantise(Math.Max(0, _load + ((0.02 * _load) + 0.05) * Gauss()), 0.01);
    }

    /// <summary>mg/m3: log-normal bursts around a level that follows the shift.</summary>
    public double Dust(double second)
    {
        _dust = (0.9 * _dust) + (0.1 * (second / 3600 % 24 is > 7 and < 19 ? 3 : 0.3));
        return Quantise(_dust * Math.Exp(0.3 * Gauss()), 0.01);
    }

    /// <summary>m: fills by day, drains by night, rests between; 1 mm steps, sloshing 0.5 mm.</summary>
    public double Tank(double second)
    {
        var hour = second / 3600 % 24;
        _filling = _level < 2 || (_filling && _level < 8);
        _level += hour switch { > 8 and < 11 => _filling ? 0.01 : -0.01, > 14 and < 16 => -0.008, _ => 0 };
        return Quantise(_level + (0.0005 * Gauss()), 0.001);
    }

    /// <summary>Normal deviate by Box and Muller (1958).</summary>
    public double Gauss() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static double Day(double second) => Math.Sin(2 * Math.PI * second / 86400);

    private static double Quantise(double value, double step) => Math.Round(value / step) * step;
}
