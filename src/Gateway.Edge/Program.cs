using Gateway.Edge.Commands;

// The gateway bounds its own stop; the command line must not cut it short after its two seconds.
return await GatewayCommand.Create().Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) });
