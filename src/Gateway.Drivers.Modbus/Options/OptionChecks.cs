using Gateway.Pipeline.Configuration;

namespace Gateway.Drivers.Modbus.Options;

/// <summary>Checks that several validators share.</summary>
internal static class OptionChecks
{
    public static bool Between(ConfigurationErrors errors, string path, int value, int low, int high) =>
        errors.Require(value >= low && value <= high, path, value, $"{low}..{high}", $"{low}..{high}");

    public static bool Known<T>(ConfigurationErrors errors, string path, T value)
        where T : struct, Enum
    {
        var names = string.Join(", ", Enum.GetNames<T>());
        return errors.Require(Enum.IsDefined(value), path, value, names, names);
    }

    public static bool Id(ConfigurationErrors errors, string path, string id) =>
        errors.Require(IsId(id), path, id, "1..64 个字符：字母、数字、. _ -", "1..64 characters: letters, digits, . _ -");

    private static bool IsId(string id) =>
        id.Length is >= 1 and <= 64 && id.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');
}
