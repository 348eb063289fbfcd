using Gateway.Edge.Commands;
using Gateway.Hosting.Memory;

NativeArenas.KeepFew();

// The gateway bounds its own stop; the command line must not cut it short after its two seconds.
return await GatewayCommand.RunAsync(args, new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }, CancellationToken.None);
