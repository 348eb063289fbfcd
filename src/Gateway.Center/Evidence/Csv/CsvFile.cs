using System.Globalization;
using System.Text;

namespace Gateway.Center.Evidence.Csv;

/// <summary>
/// Writes CSV that spreadsheet programs read as it is: UTF-8 with byte order mark, RFC 4180 quoting and line ends, times as ISO 8601 UTC, numbers with a
/// point. A text that a spreadsheet would run as a formula begins with an apostrophe instead. One task at a time.
/// </summary>
public sealed class CsvFile : IAsyncDisposable
{
    private static readonly UTF8Encoding s_encoding = new(encoderShouldEmitUTF8Identifier: true);
    private readonly StreamWriter _writer;
    private readonly int _columns;

    private CsvFile(Stream stream, int columns) => (_writer, _columns) = (new StreamWriter(stream, s_encoding, 32 * 1024, leaveOpen: true) { NewLine = "\r\n" }, columns);

    /// <param name="stream">Stays open.</param>
    public static async Task<CsvFile> StartAsync(Stream stream, IReadOnlyList<string> columns)
    {
        var file = new CsvFile(stream, columns.Count);
        await file._writer.WriteLineAsync(string.Join(',', columns.Select(Field)));
        return file;
    }

    /// <summary>An answer that is written while it is read, never whole in memory.</summary>
    /// <param name="name">Name of the file the browser saves; ASCII.</param>
    public static IResult Result(string name, IReadOnlyList<string> columns, Func<CsvFile, Task> rows) =>
        TypedResults.Stream(
            async stream =>
            {
                await using var file = await StartAsync(stream, columns);
                await rows(file);
            },
            "text/csv; charset=utf-8", name);

    /// <param name="values">As many as there are columns: texts, numbers, booleans, <see cref="DateTimeOffset"/>, enums or null.</param>
    public Task RowAsync(params object?[] values)
    {
        if (values.Length != _columns)
        {
            throw new ArgumentException($"{values.Length} values for {_columns} columns", nameof(values));
        }

        return _writer.WriteLineAsync(string.Join(',', values.Select(Field)));
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private static string Field(object? value) => value switch
    {
        null => "",
        string text => Quote(Harmless(text)),
        bool flag => flag ? "true" : "false",
        double number when !double.IsFinite(number) => "",
        DateTimeOffset time => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        Enum word => Quote(word.ToString()),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => Quote(Harmless(value.ToString() ?? "")),
    };

    /// <summary>Spreadsheets take what begins so for a formula, also after blanks and in full width.</summary>
    private static string Harmless(string text) =>
        text.TrimStart(' ', '\u00a0', '\u3000') is { Length: > 0 } trimmed && trimmed[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\uff1d' or '\uff0b' or '\uff0d' or '\uff20' or '|' or '%'
            ? "'" + text
            : text;

    private static string Quote(string text) =>
        text.AsSpan().IndexOfAny("\",\r\n") >= 0 || text.StartsWith(' ') || text.EndsWith(' ') ? "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"" : text;
}
