using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Gateway.Pipeline.Configuration;

namespace Gateway.Rules.Json;

/// <summary>Reads one JSON file whose root is an object; trouble becomes configuration errors, never an exception.</summary>
public static class JsonFile
{
    private const long LargestBytes = 64L * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static JsonObject? Read(string file, ConfigurationErrors errors)
    {
        var name = Path.GetFileName(file);
        string text;
        try
        {
            if (new FileInfo(file).Length > LargestBytes)
            {
                errors.Add(name, "", "文件不超过 64 MiB", "a file of at most 64 MiB");
                return null;
            }

            text = StrictUtf8.GetString(WithoutMark(File.ReadAllBytes(file)));
        }
        catch (DecoderFallbackException exception)
        {
            // An editor that saved it as GBK would turn Chinese names into others without a word.
            errors.Add(name, $"byte {exception.Index}", "UTF-8 编码的文件（请在编辑器中另存为 UTF-8）", "a file in UTF-8 (save it as UTF-8 in the editor)");
            return null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add(name, file, $"可读取的文件（{exception.Message}）", $"a file that can be read ({exception.Message})");
            return null;
        }

        return Parse(text, name, errors);
    }

    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) => bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;

    public static JsonObject? Parse(string text, string name, ConfigurationErrors errors)
    {
        try
        {
            if (StrictJson.Parse(text) is JsonObject root)
            {
                return root;
            }

            errors.Add(name, "", "根是一个 JSON 对象 { … }", "a JSON object { … } at the root");
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            var column = (exception.BytePositionInLine ?? 0) + 1;
            errors.Add($"{name}:{line}:{column}", "", $"正确的 JSON：{exception.Message}", $"well-formed JSON: {exception.Message}");
        }

        return null;
    }
}
