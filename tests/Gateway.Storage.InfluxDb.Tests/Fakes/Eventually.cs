namespace Gateway.Storage.InfluxDb.Tests.Fakes;

/// <summary>Waits for something outside of the test's own logic, with a deadline.</summary>
public static class Eventually
{
    public static async Task TrueAsync(Func<bool> condition, int seconds = 15)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(seconds);
        while (!condition())
        {
            TimeProvider.System.GetUtcNow().ShouldBeLessThan(end, "it never happened");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }
}
