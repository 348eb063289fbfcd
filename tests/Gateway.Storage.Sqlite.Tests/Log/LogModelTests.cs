using FsCheck;
using FsCheck.Fluent;
using Gateway.Pipeline.Log;
using Gateway.Pipeline.Ports;
using Gateway.Storage.Sqlite.Log;
using Gateway.Storage.Sqlite.Tests.Support;

namespace Gateway.Storage.Sqlite.Tests.Log;

/// <summary>
/// Random runs of append, event, cursor, reopen and trimming against a list in memory. Every value appended must be found, or
/// lie in a gap record of exactly the right count.
/// </summary>
public sealed class LogModelTests
{
    private static readonly SqliteLogOptions Small = new() { MaxBytes = SqliteLogOptions.LeastBytes };

    [Fact]
    public void The_log_behaves_like_a_list_with_honest_gaps() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(15).WithStartSize(20).WithEndSize(60),
            Prop.ForAll(Gen.Choose(0, 99).ListOf().ToArbitrary(), actions => Run(actions).GetAwaiter().GetResult()));

    private static async Task Run(IEnumerable<int> actions)
    {
        await using var bench = LogBench.Open(Small);
        var model = new Model();
        foreach (var action in actions)
        {
            await Do(bench, model, action);
            model.Check(bench);
        }
    }

    private static async Task Do(LogBench bench, Model model, int action)
    {
        switch (action)
        {
            case < 40:
                model.Append(bench, batches: 1 + (action % 3), readings: action % 50);
                break;
            case < 60:
                model.Append(bench, batches: 20, readings: 500);
                break;
            case < 70:
                bench.Log.AppendEvent(new LogEvent(LogEntryKind.System, $"{{\"n\":{action}}}"));
                model.Events++;
                break;
            case < 90:
                var to = (bench.Log.LastSequence * (action - 70) / 20) + 0;
                bench.Log.SetCursor($"r{action % 2}", to);
                model.Cursors[$"r{action % 2}"] = to;
                break;
            default:
                await bench.ReopenAsync(Small);
                break;
        }
    }

    private sealed class Model
    {
        private readonly List<double> _values = [];

        public Dictionary<string, long> Cursors { get; } = [];

        public int Events { get; set; }

        public void Append(LogBench bench, int batches, int readings)
        {
            var all = Enumerable.Range(0, batches).Select(_ => bench.Batch([.. Enumerable.Range(0, readings).Select(n => Next(bench, n))])).ToList();
            bench.Log.Append(all);
        }

        public void Check(LogBench bench)
        {
            var entries = bench.ReadAll();
            entries.Zip(entries.Skip(1)).ShouldAllBe(p => p.First.Sequence < p.Second.Sequence);
            var stored = entries.Where(e => e.Kind == LogEntryKind.Readings).SelectMany(e => LogCodec.Decode(e.Payload.Span)).Select(r => r.Value).ToList();
            stored.ShouldBe(_values.Skip(_values.Count - stored.Count));
            entries.Count(e => e.Kind == LogEntryKind.System).ShouldBe(Events);
            var lost = entries.Where(e => e.Kind == LogEntryKind.Gap).Sum(e => GapCodec.Decode(e.Payload.Span)!.Readings);
            lost.ShouldBeLessThanOrEqualTo(_values.Count - stored.Count);
            if (Cursors.Count == 0)
            {
                lost.ShouldBe(_values.Count - stored.Count);
            }

            foreach (var (reader, position) in Cursors)
            {
                bench.Log.GetCursor(reader).ShouldBe(position);
            }
        }

        private Core.Measurements.Reading Next(LogBench bench, int point)
        {
            _values.Add(_values.Count);
            return bench.Good(point % 100, _values.Count - 1);
        }
    }
}
