using System.Runtime.InteropServices;
using Gateway.Core.Conditions;

namespace Gateway.Core.Alarms.Engine;

/// <summary>
/// Tells rules apart across restarts by what a record shows of itself: two conditions that differ in a public property differ here. Where a
/// figure rests on and who reviewed it does not matter. The hash is FNV-1a, 64 bit: against change and damage, not against malice.
/// </summary>
internal static class RuleFingerprint
{
    private static readonly RuleBasis s_any = new("", "", "", null);

    public static long Of(Condition condition) => Of(MemoryMarshal.AsBytes((condition with { Basis = s_any }).ToString().AsSpan()));

    public static long Of(ReadOnlySpan<byte> bytes)
    {
        const ulong Prime = 1099511628211;
        var hash = 14695981039346656037UL;
        foreach (var one in bytes)
        {
            hash = unchecked((hash ^ one) * Prime);
        }

        return unchecked((long)hash);
    }
}
