namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>Cancelled by the caller or by the clock, whichever is first.</summary>
internal sealed class RequestLimit : IDisposable
{
    private readonly CancellationTokenSource _clock;
    private readonly CancellationTokenSource _either;

    public RequestLimit(TimeSpan limit, TimeProvider time, CancellationToken cancellation)
    {
        _clock = new CancellationTokenSource(limit, time);
        _either = CancellationTokenSource.CreateLinkedTokenSource(_clock.Token, cancellation);
    }

    public CancellationToken Token => _either.Token;

    public void Dispose()
    {
        _either.Dispose();
        _clock.Dispose();
    }
}
