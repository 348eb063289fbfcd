using System.Text.Json;

namespace Gateway.Rules.Json;

/// <summary>Says what a type allows, for a person.</summary>
public static class AllowedText
{
    public static string Zh(Type type) => Text(Nullable.GetUnderlyingType(type) ?? type, chinese: true);

    public static string En(Type type) => Text(Nullable.GetUnderlyingType(type) ?? type, chinese: false);

    private static string Text(Type type, bool chinese)
    {
        if (type.IsEnum)
        {
            var names = string.Join(" | ", Enum.GetNames(type).Select(JsonNamingPolicy.CamelCase.ConvertName));
            return (chinese ? "其中之一：" : "one of: ") + names;
        }

        if (Whole(type) is { } range)
        {
            return (chinese ? "整数 " : "a whole number ") + range;
        }

        return type switch
        {
            _ when type == typeof(string) => chinese ? "文字" : "a text",
            _ when type == typeof(bool) => "true | false",
            _ when type == typeof(double) || type == typeof(float) || type == typeof(decimal) => chinese ? "数字" : "a number",
            _ when type == typeof(TimeSpan) => chinese ? "时长：秒数，或 500ms、30s、5min、2h、30d" : "a duration: seconds, or 500ms, 30s, 5min, 2h, 30d",
            _ when type.IsArray || (type.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(type))
                => chinese ? "一个数组 [ … ]" : "an array [ … ]",
            _ => chinese ? $"{type.Name} 的合法值（见 config/schema）" : $"a valid {type.Name} (see config/schema)",
        };
    }

    private static string? Whole(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Byte => "0..255",
        TypeCode.SByte => "-128..127",
        TypeCode.Int16 => $"{short.MinValue}..{short.MaxValue}",
        TypeCode.UInt16 => "0..65535",
        TypeCode.Int32 => $"{int.MinValue}..{int.MaxValue}",
        TypeCode.UInt32 => $"0..{uint.MaxValue}",
        TypeCode.Int64 => $"{long.MinValue}..{long.MaxValue}",
        TypeCode.UInt64 => $"0..{ulong.MaxValue}",
        _ => null,
    };
}
