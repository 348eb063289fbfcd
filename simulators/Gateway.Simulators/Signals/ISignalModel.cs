namespace Gateway.Simulators.Signals;

/// <summary>A piece of the physical world with one or more quantities to measure.</summary>
public interface ISignalModel
{
    /// <summary>Quantities by name, as fields name them: <c>model.output</c>.</summary>
    IReadOnlyDictionary<string, ISignal> Outputs { get; }
}
