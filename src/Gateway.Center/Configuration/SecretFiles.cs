using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Configuration;

/// <summary>Puts in what the configuration leaves to files of its own, so that no password stands in it.</summary>
internal static class SecretFiles
{
    public static CenterOptions Read(CenterOptions options, string name, ConfigurationErrors errors)
    {
        if (options.Database.ConnectionFile is not { } file)
        {
            return options;
        }

        var path = $"{name}: database.connectionFile";
        var connection = FirstLine(file, path, errors);
        DatabaseTransport.Check(options.Database with { Connection = connection ?? "" }, path, errors);
        return options with { Database = options.Database with { Connection = connection ?? "" } };
    }

    /// <returns>Null when it cannot be read; then that was told.</returns>
    public static string? FirstLine(string file, string path, ConfigurationErrors errors)
    {
        try
        {
            var line = File.ReadLines(file).FirstOrDefault()?.Trim();
            errors.Require(!string.IsNullOrEmpty(line), path, file, "第一行不为空的文件", "a file whose first line is not empty");
            return string.IsNullOrEmpty(line) ? null : line;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException)
        {
            errors.Add(path, file, $"可读取的文件（{error.Message}）", $"a file that can be read ({error.Message})");
            return null;
        }
    }
}
