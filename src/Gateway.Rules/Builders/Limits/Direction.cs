using Gateway.Core.Conditions;
using Gateway.Rules.Compilation;

namespace Gateway.Rules.Builders;

/// <summary>The parameter <c>direction</c>: high (default) or low.</summary>
internal static class Direction
{
    public static LimitDirection Read(ParameterReader parameters) =>
        parameters.Word("direction", ["high", "low"], "high") == "low" ? LimitDirection.Low : LimitDirection.High;
}
