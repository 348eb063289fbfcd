using Gateway.Edge.Commands;

return await GatewayCommand.Create().Parse(args).InvokeAsync();
