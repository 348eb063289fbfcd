using Gateway.Faults.Running;

return await Commands.Root().Parse(args).InvokeAsync();
