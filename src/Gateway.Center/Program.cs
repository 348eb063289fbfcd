using Gateway.Center.Commands;

return await CenterCommand.RunAsync(args, new() { ProcessTerminationTimeout = TimeSpan.FromSeconds(30) }, CancellationToken.None);
