namespace Gateway.Fuzz.Engine;

/// <summary>
/// Runs one target: first its corpus as it is, then inputs changed at random from a seed. The target runs on a thread of its own, watched from here: an
/// input that does not end becomes a finding and ends the run of the target.
/// </summary>
/// <param name="patience">How long one input may take; generous, because it is no measurement.</param>
/// <param name="beforeEach">Sees every input before it is fed, so that it outlives a crash of the process; null = nobody looks.</param>
public sealed class FuzzRun(FuzzTarget target, TimeProvider time, TimeSpan patience, Action<byte[]>? beforeEach = null)
{
    // Smaller than threads of the product have: what nests too deep shows earlier.
    private const int StackBytes = 1 << 20;
    private const int MostFindings = 40;

    private readonly Executor _executor = new(target);
    private readonly Dictionary<string, Finding> _findings = new(StringComparer.Ordinal);
    private byte[] _input = [];
    private long _began;
    private long _executions;

    /// <param name="corpus">Good inputs and former findings; at least one.</param>
    /// <param name="runs">Executions besides those of the corpus.</param>
    public FuzzResult Run(IReadOnlyList<byte[]> corpus, long runs, int seed)
    {
        var started = time.GetTimestamp();
        var pool = new Pool(corpus);
        Exception? failure = null;
        Volatile.Write(ref _began, started);
        var worker = new Thread(
            () =>
            {
                try
                {
                    Work(pool, corpus, runs, seed);
                }
                catch (Exception error)
                {
                    failure = error;
                }
            },
            StackBytes) { IsBackground = true, Name = target.Name };
        worker.Start();
        var hung = !Watch(worker);
        if (failure is not null)
        {
            throw new InvalidOperationException($"The engine failed on {target.Name}: {failure.Message}", failure);
        }

        return Result(pool, hung, time.GetElapsedTime(started).TotalSeconds);
    }

    private FuzzResult Result(Pool pool, bool hung, double seconds)
    {
        lock (_findings)
        {
            var findings = _findings.Values.ToList();
            if (hung)
            {
                var input = Volatile.Read(ref _input);
                findings.Add(new Finding(FindingKind.Hang, "hang", $"an input of {input.Length} bytes did not end within {patience}", input));
            }

            return new FuzzResult(target.Name, Interlocked.Read(ref _executions), seconds, pool.Corpus, pool.Kept, pool.Behaviours, findings);
        }
    }

    /// <returns>False when an input did not end; the thread is left behind.</returns>
    private bool Watch(Thread worker)
    {
        while (!worker.Join(TimeSpan.FromMilliseconds(100)))
        {
            if (time.GetElapsedTime(Volatile.Read(ref _began)) > patience)
            {
                return false;
            }
        }

        return true;
    }

    private void Work(Pool pool, IReadOnlyList<byte[]> corpus, long runs, int seed)
    {
        foreach (var input in corpus)
        {
            Feed(pool, input);
        }

        var mutator = new Mutator(seed, target.Tokens, target.MaxLength);
        for (long run = 0; run < runs && _findings.Count < MostFindings; run++)
        {
            Feed(pool, mutator.Next(mutator.Pick(pool.Inputs), mutator.Pick(pool.Inputs)));
        }
    }

    private void Feed(Pool pool, byte[] input)
    {
        var (behaviour, finding) = Watched(input);
        if (finding is null)
        {
            pool.Note(behaviour, input);
        }
        else if (!_findings.ContainsKey(finding.Key))
        {
            var small = Shrinker.Shrink(smaller => Watched(smaller).Finding, finding);
            lock (_findings)
            {
                _findings[finding.Key] = small;
            }
        }
    }

    private (string Behaviour, Finding? Finding) Watched(byte[] input)
    {
        Volatile.Write(ref _input, input);
        Volatile.Write(ref _began, time.GetTimestamp());
        beforeEach?.Invoke(input);
        Interlocked.Increment(ref _executions);
        return _executor.Run(input);
    }
}
