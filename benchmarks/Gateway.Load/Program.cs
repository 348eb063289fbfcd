using System.CommandLine;
using Gateway.Load;
using Gateway.Load.References;
using Gateway.Load.Running;

var root = new RootCommand("Throughput, latency and soak of the gateway, each beside a bare reference in the same run.");
root.Subcommands.Add(Commands.List());
root.Subcommands.Add(Commands.Run());
root.Subcommands.Add(Commands.Table());
root.Subcommands.Add(Commands.Peer(ModbusResponder.Name, "Answers Modbus TCP at once.", ModbusResponder.RunAsync));
root.Subcommands.Add(Commands.Peer(MqttWriter.Name, "Plays the broker and writes PUBLISH packets as fast as they are taken.", MqttWriter.RunAsync));
root.Subcommands.Add(Commands.Peer(MqttPublisher.Name, "Publishes to a broker as fast as it takes it.", MqttPublisher.RunAsync));
return await root.Parse(args).InvokeAsync();
