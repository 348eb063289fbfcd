namespace Gateway.Testing.Time;

/// <summary>Waits for something outside of the test's own logic (a process, a socket, another task), with a deadline.</summary>
public static class Eventually
{
    public static Task TrueAsync(Func<bool> condition, int seconds = 15) => TrueAsync(() => Task.FromResult(condition()), seconds);

    /// <param name="otherwise">What was seen instead, for the message.</param>
    /// <exception cref="TimeoutException">It never became true.</exception>
    public static async Task TrueAsync(Func<Task<bool>> condition, int seconds = 15, Func<string>? otherwise = null)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (!await condition())
        {
            if (TimeProvider.System.GetUtcNow() > end)
            {
                throw new TimeoutException($"It did not become true within {seconds} s. {otherwise?.Invoke()}");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
