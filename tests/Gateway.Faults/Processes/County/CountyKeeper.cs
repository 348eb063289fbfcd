namespace Gateway.Faults.Processes.County;

/// <summary>
/// Starting a county takes longer than a run: the one that is there serves the next run of its kind too, unless the run before failed. It ends with the process.
/// </summary>
internal static class CountyKeeper
{
    private static FaultedCounty? s_county;

    static CountyKeeper() => AppDomain.CurrentDomain.ProcessExit += (_, _) => EndAsync().GetAwaiter().GetResult();

    /// <summary>One caller at a time.</summary>
    public static async Task<FaultedCounty> GetAsync(CountyKind kind)
    {
        if (s_county?.Kind != kind)
        {
            await EndAsync();
            s_county = await FaultedCounty.StartedAsync(kind);
        }

        return s_county!;
    }

    public static async Task EndAsync()
    {
        if (s_county is { } county)
        {
            s_county = null;
            await county.DisposeAsync();
        }
    }
}
