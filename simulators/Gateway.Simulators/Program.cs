using System.CommandLine;
using Gateway.Simulators.Cli;

var root = new RootCommand("Simulated sensors of work-safety sites: Modbus servers, MQTT publishers, scripted scenarios.")
{
    RunCommand.Create(),
    ExportCommand.Create(),
    ModbusLoadCommand.Create(),
    MqttLoadCommand.Create(),
    ListCommand.Create(),
};
var configuration = new InvocationConfiguration { ProcessTerminationTimeout = TimeSpan.FromSeconds(15) };
return await root.Parse(args).InvokeAsync(configuration);
