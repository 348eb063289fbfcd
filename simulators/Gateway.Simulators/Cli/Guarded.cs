using Gateway.Simulators.Scenarios;

namespace Gateway.Simulators.Cli;

/// <summary>Runs a command so that what its user can mend is told in a line each, and never as a stack trace.</summary>
internal static class Guarded
{
    /// <returns>Exit code: 2 when the input is wrong, 1 when a file could not be written.</returns>
    public static async Task<int> RunAsync(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (ScenarioException e)
        {
            foreach (var error in e.Errors)
            {
                await Console.Error.WriteLineAsync(error.ToString());
            }

            return 2;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }
}
