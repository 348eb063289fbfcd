namespace Gateway.Edge.Ledger;

/// <summary>When and how far late data are judged again.</summary>
internal sealed record LateOptions
{
    /// <summary>How long nothing more must have come before what came late is judged again. Default 60 s.</summary>
    public TimeSpan Quiet { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>While it keeps coming, it is judged again this often. Default 10 min.</summary>
    public TimeSpan AtMost { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How often the log is looked at. Default 5 s.</summary>
    public TimeSpan Beat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>A start reads the log again from this far back, so that it knows the times points had reached. Default 10 min.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Judging begins at most this long before the late data, so that windows are full. Default 31 d.</summary>
    public TimeSpan MostLeadIn { get; init; } = TimeSpan.FromDays(31);

    /// <summary>The same where the samples of <see cref="MostLeadIn"/> are too many: rules that look back farther are then left out. Default 24 h.</summary>
    public TimeSpan ShortLeadIn { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Samples held in memory for one judgement, about 200 bytes each. Default 500,000.</summary>
    public int MostSamples { get; init; } = 500_000;

    /// <summary>Rules that look at more points than this are not judged again. Default 20.</summary>
    public int MostTogether { get; init; } = 20;
}
