using Gateway.Simulators.Faults;

namespace Gateway.Simulators.Scenarios;

/// <summary>A story, read and checked: devices, what they show, what goes wrong and when.</summary>
public sealed record Scenario
{
    public required string Name { get; init; }

    public required string TitleZh { get; init; }

    public required string TitleEn { get; init; }

    public ulong Seed { get; init; }

    /// <summary>How long the story lasts, scenario seconds.</summary>
    public double DurationSeconds { get; init; }

    /// <summary>The story begins again after so many scenario seconds; 0 never.</summary>
    public double RepeatSeconds { get; init; }

    /// <summary>Seconds of the devices' own time in a scenario second; only an export tells time by it. Default 1.</summary>
    public double TimeScale { get; init; } = 1;

    /// <summary>How often values are calculated, wall milliseconds.</summary>
    public int TickMs { get; init; } = 100;

    public IReadOnlyList<ServerDefinition> Servers { get; init; } = [];

    public string MqttClientId { get; init; } = "gateway-sim";

    public IReadOnlyList<MqttDeviceDefinition> MqttDevices { get; init; } = [];

    public IReadOnlyList<FieldOverride> Overrides { get; init; } = [];

    public IReadOnlyList<(double From, double To, Fault Fault)> Faults { get; init; } = [];

    /// <summary>Fields of a device over either protocol; empty when there is no such device.</summary>
    public IReadOnlyList<FieldDefinition> Fields(string device) =>
        Servers.SelectMany(s => s.Units).FirstOrDefault(u => u.Device == device)?.Fields
        ?? MqttDevices.FirstOrDefault(d => d.Device == device)?.Fields
        ?? [];
}
