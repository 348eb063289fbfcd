using Gateway.Simulators.Ledger;
using Gateway.Simulators.Scenarios;
using Gateway.Simulators.Signals;

namespace Gateway.Simulators.Hosting;

/// <summary>A field while the story runs: what it shows now and which level it has reached.</summary>
public sealed class FieldState(FieldDefinition definition, string device, ulong seed, int tickMs, IReadOnlyList<FieldOverride> overrides)
{
    private readonly ulong _seed = Noise.SeedOf(seed, $"{device}/{definition.Id}");
    private readonly FieldOverride[] _overrides = [.. overrides.Where(o => o.Device == device && o.Field == definition.Id)];
    private int _reached;

    public FieldDefinition Definition => definition;

    /// <summary>Set by a test; null follows the story. A double in a box, so that it is swapped whole.</summary>
    public object? Manual { get; set; }

    /// <summary>The value last shown, as a correct reader sees it.</summary>
    public double Shown { get; set; }

    /// <summary>The value of the story: a pure function of seed and time.</summary>
    /// <param name="story">Seconds into the story, for signals and events.</param>
    /// <param name="scenario">Seconds since the start, for noise that differs in each repetition.</param>
    public double ValueAt(double story, double scenario)
    {
        if (Manual is double manual)
        {
            return manual;
        }

        if (Override(story)?.Value is { } fixedValue)
        {
            return fixedValue;
        }

        var tick = (ulong)Math.Floor((scenario * 1000 / tickMs) + 1e-6);
        var noise = definition.Noise > 0 ? definition.Noise * Noise.Gaussian(_seed, tick) : 0;
        var signal = definition.Signal is { } s ? definition.Gain * s.ValueAt(story) : 0;
        return Math.Clamp(signal + definition.Offset + noise, definition.Min, definition.Max);
    }

    /// <summary>Register contents fixed by an event, if any.</summary>
    public int? RawAt(double story) => Override(story)?.Raw;

    /// <summary>Notes the shown value; returns the change when it has reached a higher level than before.</summary>
    public LevelChange? Observe(double value, double scenario, long nowUnixUs)
    {
        Shown = value;
        if (definition.Levels is not { } levels)
        {
            return null;
        }

        var level = levels.LevelOf(value);
        if (level <= _reached)
        {
            _reached = levels.IsClear(value) ? 0 : _reached;
            return null;
        }

        _reached = level;
        return new LevelChange
        {
            Device = device,
            Field = definition.Id,
            Level = LevelLimits.Names[level],
            Value = Math.Round(value, 6),
            ScenarioSeconds = Math.Round(scenario, 3),
            ChangedUnixUs = nowUnixUs,
        };
    }

    private FieldOverride? Override(double story)
    {
        foreach (var change in _overrides)
        {
            if (story >= change.From && story < change.To)
            {
                return change;
            }
        }

        return null;
    }
}
