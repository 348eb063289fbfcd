namespace Gateway.EndToEnd.Tests.Support;

/// <summary>Waits for something outside this process, with a deadline.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<Task<bool>> condition, int seconds, Func<string> otherwise)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() >= end)
            {
                throw new InvalidOperationException($"Not within {seconds} s: {otherwise()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System);
        }
    }
}
