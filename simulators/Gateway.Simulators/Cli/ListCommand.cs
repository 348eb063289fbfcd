using System.CommandLine;
using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Cli;

/// <summary><c>gateway-sim list</c></summary>
internal static class ListCommand
{
    public static Command Create()
    {
        var command = new Command("list", "Lists the scenarios that come with the program");
        command.SetAction((_, _) => Guarded.RunAsync(() =>
        {
            foreach (var path in ScenarioFiles.All())
            {
                var scenario = ScenarioLoader.Load(path);
                Console.WriteLine($"{scenario.Name,-18} {scenario.DurationSeconds,6:0} s  {scenario.TitleZh} / {scenario.TitleEn}");
            }

            return Task.FromResult(0);
        }));
        return command;
    }
}
