using Gateway.Fuzz.Engine;
using Gateway.Pipeline.Configuration;

namespace Gateway.Fuzz.Targets.Rules;

/// <summary>What every reader of a configuration promises of its errors.</summary>
internal static class ErrorsOracle
{
    /// <exception cref="OracleException">Nothing was read and nothing told, or an error does not say where and what is allowed.</exception>
    public static void Check(bool wasRead, ConfigurationErrors errors)
    {
        Oracle.Demand(wasRead || errors.Any, "what is not read has errors");
        Oracle.Demand(errors.Items.All(error => error.Path.Length > 0 && error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0), "an error says where and what is allowed, in both languages");
    }

    public static string Shape(ConfigurationErrors errors) => string.Join('|', errors.Items.Select(error => Oracle.Shape(error.Allowed.En)).Distinct().Order(StringComparer.Ordinal).Take(4));
}
