using System.Collections.Concurrent;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Batches;
using Gateway.Pipeline.Ports;

namespace Gateway.Drivers.Modbus.Tests.Fakes;

/// <summary>Keeps every reading handed over.</summary>
public sealed class CollectingOutlet : IReadingOutlet
{
    private readonly BatchPool _pool = new();

    public ConcurrentQueue<Reading> Readings { get; } = new();

    public ConcurrentQueue<string> Texts { get; } = new();

    public ReadingBatch Rent(int source) => _pool.Rent(source, 0);

    public ValueTask WriteAsync(ReadingBatch batch, CancellationToken cancellation)
    {
        foreach (var reading in batch.Readings)
        {
            Readings.Enqueue(reading);
        }

        foreach (var text in batch.Texts?.Values ?? Enumerable.Empty<string>())
        {
            Texts.Enqueue(text);
        }

        _pool.Return(batch);
        return default;
    }

    public void Return(ReadingBatch batch) => _pool.Return(batch);

    /// <summary>Waits until a reading fits; fails after twenty seconds.</summary>
    public async Task<Reading> WaitForAsync(Func<Reading, bool> wanted)
    {
        var end = TimeProvider.System.GetUtcNow().AddSeconds(20);
        while (TimeProvider.System.GetUtcNow() < end)
        {
            foreach (var reading in Readings)
            {
                if (wanted(reading))
                {
                    return reading;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }

        throw new TimeoutException($"The reading never came; there were {string.Join(", ", Readings.TakeLast(10))}.");
    }
}
