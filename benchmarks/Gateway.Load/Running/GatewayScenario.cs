namespace Gateway.Load.Running;

/// <summary>Measures conditions, the gateway's own executable from outside, or it beside a program of others; each figure against the bar it is held to.</summary>
internal abstract class GatewayScenario
{
    /// <summary>As asked for on the command line; a scenario may report several names.</summary>
    public abstract string Name { get; }

    public abstract string What { get; }

    /// <summary>False: runs only when named, because it takes long.</summary>
    public virtual bool ByDefault => true;

    public abstract Task RunAsync(RunSettings settings, FigureReport report, CancellationToken cancellation);
}

/// <param name="reference">What the figure is held to (see <see cref="Bars"/>), or what it is a part of.</param>
internal delegate void FigureReport(string name, double value, double reference, string unit);
