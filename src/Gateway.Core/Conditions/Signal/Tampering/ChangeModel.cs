using Gateway.Core.State;

namespace Gateway.Core.Conditions;

/// <summary>
/// How often each change of a signal has followed the change before it: a first-order Markov model over 16 classes of change, and from it
/// the surprise of a change in bits (-log2 of its share, Shannon 1948). Counts are halved now and then, so that the model follows the
/// signal.
/// </summary>
/// <param name="most">Observations of one context before its counts are halved: the model's memory.</param>
internal sealed class ChangeModel(int most)
{
    private const int Classes = 16;
    // Less is no surprise: else a signal at rest would gather it by mere patience.
    private const double LeastSurprise = 0.5;

    private readonly int[] _follows = new int[Classes * Classes];
    private readonly int[] _totals = new int[Classes];

    /// <param name="value">The newest.</param>
    /// <param name="before">The one before.</param>
    /// <param name="earlier">The one before that.</param>
    public void Learn(double value, double before, double earlier)
    {
        var context = ClassOf(before - earlier);
        _follows[(context * Classes) + ClassOf(value - before)]++;
        if (++_totals[context] >= most)
        {
            Halve(context);
        }
    }

    /// <summary>Bits, 0 to about 15; 0 while little is known, because ignorance proves nothing.</summary>
    public double Surprise(double value, double before, double earlier)
    {
        var context = ClassOf(before - earlier);
        // Half an observation for each class (Krichevsky and Trofimov 1981): never more surprise than the number of observations bears.
        var share = (_follows[(context * Classes) + ClassOf(value - before)] + 0.5) / (_totals[context] + (0.5 * Classes));
        var bits = -Math.Log2(share);
        return _totals[context] < Classes || bits < LeastSurprise ? 0 : bits;
    }

    // As a float: the same step between two decimal figures differs in the last bits of a double.
    private static int ClassOf(double change)
    {
        var bits = BitConverter.SingleToUInt32Bits((float)change + 0f);
        return (int)((bits * 0x9E37_79B1u) >> 28);
    }

    private void Halve(int context)
    {
        _totals[context] = 0;
        for (var i = context * Classes; i < (context + 1) * Classes; i++)
        {
            _follows[i] /= 2;
            _totals[context] += _follows[i];
        }
    }

    public void Save(StateWriter writer)
    {
        foreach (var count in _follows)
        {
            writer.Write(count);
        }
    }

    public void Load(ref StateReader reader)
    {
        for (var i = 0; i < _follows.Length; i++)
        {
            _follows[i] = reader.ReadInt32();
            _totals[i / Classes] += _follows[i];
        }
    }
}
