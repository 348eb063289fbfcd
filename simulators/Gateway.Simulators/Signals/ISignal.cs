namespace Gateway.Simulators.Signals;

/// <summary>A physical quantity as a function of scenario time, without measuring noise. Pure and thread-safe.</summary>
public interface ISignal
{
    /// <param name="seconds">Scenario seconds, from 0.</param>
    double ValueAt(double seconds);
}

/// <summary>A signal from a function.</summary>
public sealed class FunctionSignal(Func<double, double> function) : ISignal
{
    public double ValueAt(double seconds) => function(seconds);
}
