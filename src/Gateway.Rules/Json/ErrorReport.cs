using Gateway.Pipeline.Configuration;

namespace Gateway.Rules.Json;

/// <summary>Tells all configuration errors to a person.</summary>
public static class ErrorReport
{
    public static void Write(TextWriter output, ConfigurationErrors errors, bool chinese)
    {
        foreach (var error in errors.Items)
        {
            output.WriteLine(error.Path);
            output.WriteLine(chinese ? $"    当前：{Shown(error.Found)}" : $"    found:   {Shown(error.Found)}");
            output.WriteLine(chinese ? $"    允许：{error.Allowed.Zh}" : $"    allowed: {error.Allowed.En}");
        }

        output.WriteLine(chinese ? $"共 {errors.Items.Count} 处错误，未启动任何部分。" : $"{errors.Items.Count} {(errors.Items.Count == 1 ? "error" : "errors")}; nothing was started.");
    }

    private static string Shown(string found) => found.Length == 0 ? "-" : found;
}
