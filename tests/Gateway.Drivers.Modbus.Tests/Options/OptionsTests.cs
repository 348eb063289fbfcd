using System.Text.Json;
using System.Text.Json.Serialization;
using Gateway.Drivers.Modbus.Options;
using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Modbus.Tests.Options;

public class OptionsTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    [Fact]
    public void The_sample_is_read_and_has_no_errors()
    {
        var sample = JsonSerializer.Deserialize<Sample>(File.ReadAllText(SamplePath()), Json).ShouldNotBeNull();
        var errors = new ConfigurationErrors();
        for (var i = 0; i < sample.Modbus.Count; i++)
        {
            ModbusLineOptionsValidator.Validate(sample.Modbus[i], $"modbus[{i}]", errors);
        }

        var devices = sample.Modbus.SelectMany(l => l.Devices).ToDictionary(d => d.Id, StringComparer.Ordinal);
        foreach (var (id, binding) in sample.Points)
        {
            ModbusPointBindingValidator.Validate(binding, devices.GetValueOrDefault(binding.Device), $"points.{id}", errors);
        }

        errors.Items.ShouldBeEmpty();
        sample.Points.Count.ShouldBeGreaterThan(5);
    }

    [Fact]
    public void Every_error_of_a_line_is_told_at_once()
    {
        var line = new ModbusLineOptions
        {
            Id = "a b", TimeoutMs = 1, InFlight = 4, Transport = new() { Kind = TransportKind.Rtu, SerialPort = "COM1", Baud = 9601, StopBits = 3 },
            Devices = [new() { Id = "d", Unit = 248, MaxRegisters = 126, Forbidden = [[5, 1]] }, new() { Id = "d", AddressBase = 2 }],
            Outputs = [new() { Id = "valve", Device = "x", OnValue = 0 }],
        };
        Paths(e => ModbusLineOptionsValidator.Validate(line, "l", e)).ShouldBe(
        [
            "l.id", "l.timeoutMs", "l.inFlight", "l.transport.serialPort", "l.transport.baud", "l.transport.stopBits",
            "l.devices[0].unit", "l.devices[0].addressBase", "l.devices[0].maxRegisters", "l.devices[0].forbidden[0]",
            "l.devices[1].addressBase", "l.devices[].id", "l.outputs[0].device", "l.outputs[0].kind", "l.outputs[0].coil", "l.outputs[0].offValue",
        ], ignoreOrder: true);
    }

    [Fact]
    public void An_address_base_has_no_default() =>
        Paths(e => ModbusLineOptionsValidator.Validate(
            new() { Id = "l", Transport = new() { Host = "h" }, Devices = [new() { Id = "d" }] }, "l", e)).ShouldBe(["l.devices[0].addressBase"]);

    [Fact]
    public void Every_error_of_a_point_is_told_at_once()
    {
        var binding = new ModbusPointBinding
        {
            Address = 0, Type = RegisterType.Float32, Bit = 3, Length = 2, Scale = 0, ScanMs = 1, DecimalsAddress = 70_000,
            Status = new() { Bits = new Dictionary<string, int> { ["smoke"] = 16 } },
        };
        var device = new ModbusDeviceOptions { AddressBase = 1 };
        Paths(e => ModbusPointBindingValidator.Validate(binding, device, "p", e)).ShouldBe(
            ["p.length", "p.bit", "p.address", "p.scanMs", "p.scale", "p.decimalsAddress", "p.status.address", "p.status.bits", "p.status.bits.smoke"],
            ignoreOrder: true);
    }

    [Fact]
    public void A_point_in_a_forbidden_range_is_an_error() =>
        Paths(e => ModbusPointBindingValidator.Validate(new() { Address = 9, Type = RegisterType.Float32 },
            new() { AddressBase = 0, Forbidden = [[10, 20]] }, "p", e)).ShouldBe(["p.address"]);

    [Theory]
    [InlineData("site-1", "736974652D31")]
    [InlineData("hex:0a FF", "0AFF")]
    [InlineData("hex:0", null)]
    [InlineData("", null)]
    public void Byte_patterns_are_text_or_hexadecimal(string text, string? hex)
    {
        Transports.BytePattern.TryParse(text, out var bytes).ShouldBe(hex is not null);
        Convert.ToHexString(bytes).ShouldBe(hex ?? "");
    }

    private static string[] Paths(Action<ConfigurationErrors> validate)
    {
        var errors = new ConfigurationErrors();
        validate(errors);
        errors.Items.ShouldAllBe(e => e.Allowed.Zh.Length > 0 && e.Allowed.En.Length > 0);
        return [.. errors.Items.Select(e => e.Path)];
    }

    private static string SamplePath([System.Runtime.CompilerServices.CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "../../../src/Gateway.Drivers.Modbus/sample.json");

    private sealed record Sample(IReadOnlyList<ModbusLineOptions> Modbus, IReadOnlyDictionary<string, ModbusPointBinding> Points);
}
