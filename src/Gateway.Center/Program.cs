using Gateway.Center.Commands;
using Gateway.Hosting.Memory;

NativeArenas.KeepFew();

return await CenterCommand.RunAsync(args, new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }, CancellationToken.None);
