using Gateway.Pipeline.Configuration;

namespace Gateway.Storage.Sqlite;

/// <summary>Finds everything wrong in the section <c>storage</c>.</summary>
public static class SqliteStorageOptionsValidator
{
    /// <param name="path">Where the section lies, for example <c>edge.json: storage</c>.</param>
    public static void Validate(SqliteStorageOptions options, string path, ConfigurationErrors errors)
    {
        errors.Require(
            !string.IsNullOrWhiteSpace(options.Folder), $"{path}.folder", options.Folder, "数据目录，不能为空", "a folder, not empty");
        ValidateLog(options, path, errors);
        ValidateHistory(options, path, errors);
    }

    private static void ValidateLog(SqliteStorageOptions options, string path, ConfigurationErrors errors)
    {
        var log = options.Log;
        errors.Require(
            log.MaxBytes >= Log.SqliteLogOptions.LeastBytes, $"{path}.log.maxBytes", log.MaxBytes,
            $"字节数，不小于 {Log.SqliteLogOptions.LeastBytes}", $"bytes, at least {Log.SqliteLogOptions.LeastBytes}");
        AtLeast(errors, $"{path}.log.maxAge", log.MaxAge, TimeSpan.FromMinutes(1));
        AtLeast(errors, $"{path}.log.maxRecordAge", log.MaxRecordAge, log.MaxAge);
        Within(errors, $"{path}.log.alarmWindow", log.AlarmWindow, TimeSpan.Zero, TimeSpan.FromHours(24));
        errors.Require(log.CheckedBytes >= 0, $"{path}.log.checkedBytes", log.CheckedBytes, "字节数，不小于 0", "bytes, 0 or more");
    }

    private static void ValidateHistory(SqliteStorageOptions options, string path, ConfigurationErrors errors)
    {
        var history = options.History;
        Within(errors, $"{path}.history.flushInterval", history.FlushInterval, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        errors.Require(
            history.FlushReadings is >= 1000 and <= 5_000_000, $"{path}.history.flushReadings", history.FlushReadings,
            "1000 至 5000000 条", "1000 to 5000000 readings");
        AtLeast(errors, $"{path}.history.rawRetention", history.RawRetention, TimeSpan.FromDays(1));
        AtLeast(errors, $"{path}.history.minuteRetention", history.MinuteRetention, history.RawRetention);
        AtLeast(errors, $"{path}.history.hourRetention", history.HourRetention, history.MinuteRetention);
        AtLeast(errors, $"{path}.history.alarmRawRetention", history.AlarmRawRetention, history.RawRetention);
        Within(errors, $"{path}.history.alarmWindow", history.AlarmWindow, TimeSpan.Zero, TimeSpan.FromHours(24));
    }

    private static void AtLeast(ConfigurationErrors errors, string path, TimeSpan value, TimeSpan least) =>
        Within(errors, path, value, least, TimeSpan.FromDays(36_500));

    private static void Within(ConfigurationErrors errors, string path, TimeSpan value, TimeSpan least, TimeSpan most) =>
        errors.Require(value >= least && value <= most, path, value, $"时长，{least:c} 至 {most:c}", $"a duration from {least:c} to {most:c}");
}
