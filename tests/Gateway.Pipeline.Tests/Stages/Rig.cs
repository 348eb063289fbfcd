using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;
using Gateway.Pipeline.Ports;
using Gateway.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;

namespace Gateway.Pipeline.Tests.Stages;

/// <summary>A running pipeline with a memory log, ten points (two sources) and a red limit of 50 on each.</summary>
internal sealed class Rig : IAsyncDisposable
{
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(20);

    private static readonly RuleBasis s_basis = new("rule", "1", "", null);

    public Rig(PipelineOptions? options = null, TimeProvider? time = null, params IWarningChannel[] channels)
        : this(new MemoryLog(), options, time, channels)
    {
    }

    public Rig(MemoryLog log, PipelineOptions? options = null, TimeProvider? time = null, params IWarningChannel[] channels)
    {
        Log = log;
        Time = time ?? TimeProvider.System;
        Pipeline = new GatewayPipeline(options ?? new PipelineOptions(), Plan(50, 0), Log, channels, Time, NullLoggerFactory.Instance);
    }

    /// <summary>Given to a second rig, it is the log that an earlier run of the gateway left.</summary>
    public MemoryLog Log { get; }

    public TimeProvider Time { get; }

    public GatewayPipeline Pipeline { get; }

    public static List<PointPlan> Plan(double limit, double onDelay) => [.. Enumerable.Range(0, 10).Select(i => new PointPlan(
        new Point { Index = i, Id = $"p{i}", Name = new("点", "point") }, i % 2,
        [new HighLimit
        {
            Id = "red-high", Limit = limit, Tier = WarningTier.Red, Basis = s_basis, Latch = true, OnDelay = TimeSpan.FromSeconds(onDelay),
        }]))];

    public Rig Start()
    {
        Pipeline.Start();
        return this;
    }

    public ValueTask WriteAsync(int source, int point, double value, IDeliveryHandle? delivery = null, CancellationToken cancellation = default)
    {
        var batch = Pipeline.Rent(source);
        batch.Delivery = delivery;
        batch.Add(new Reading(point, value, batch.ReceivedTime, Quality.Good));
        return Pipeline.WriteAsync(batch, cancellation);
    }

    /// <summary>Polls until it holds; the pipeline's tasks are real.</summary>
    public static async Task Until(Func<bool> holds, string what)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!holds())
        {
            (TimeProvider.System.GetElapsedTime(began) < Deadline).ShouldBeTrue($"timed out: {what}");
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        }
    }

    public ValueTask DisposeAsync()
    {
        Log.Open.Set();
        return Pipeline.DisposeAsync();
    }
}

/// <summary>Remembers what it was told.</summary>
internal sealed class Handle : IDeliveryHandle
{
    private int _settled;

    public DeliveryOutcome Outcome { get; private set; }

    public int Settled => Volatile.Read(ref _settled);

    public void Settle(DeliveryOutcome outcome)
    {
        Outcome = outcome;
        Interlocked.Increment(ref _settled);
    }
}

/// <summary>A warning channel that answers as told.</summary>
internal sealed class FakeChannel(string name, WarningPath path, Func<int, NotifyOutcome> answer) : IWarningChannel
{
    private readonly Lock _gate = new();
    private readonly List<WarningEvent> _sent = [];

    public string Name => name;

    public WarningPath Path => path;

    public IReadOnlyList<WarningEvent> Sent
    {
        get
        {
            lock (_gate)
            {
                return [.. _sent];
            }
        }
    }

    public ValueTask<NotifyOutcome> SendAsync(WarningEvent warning, CancellationToken cancellation)
    {
        lock (_gate)
        {
            _sent.Add(warning);
            return new ValueTask<NotifyOutcome>(answer(_sent.Count));
        }
    }
}
