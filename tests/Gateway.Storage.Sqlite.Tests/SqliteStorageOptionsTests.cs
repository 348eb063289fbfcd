using System.Text.Json;
using Gateway.Pipeline.Configuration;
using Gateway.Storage.Sqlite.History;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Storage.Sqlite.Tests;

public sealed class SqliteStorageOptionsTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    [Fact]
    public void The_defaults_are_valid() => Errors(new()).ShouldBeEmpty();

    [Fact]
    public void The_sample_is_valid_and_holds_the_defaults()
    {
        var sample = JsonSerializer.Deserialize<SqliteStorageOptions>(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "sample.json")), Json);
        sample.ShouldBe(new SqliteStorageOptions());
    }

    [Fact]
    public void Every_error_is_told_at_once_with_its_path()
    {
        var wrong = new SqliteStorageOptions
        {
            Folder = " ",
            Log = new SqliteLogOptions { MaxBytes = 1, AlarmWindow = TimeSpan.FromDays(2), MaxAge = TimeSpan.Zero, MaxRecordAge = TimeSpan.FromTicks(-1), CheckedBytes = -1 },
            History = new SqliteHistoryOptions
            {
                FlushInterval = TimeSpan.Zero,
                FlushReadings = 0,
                RawRetention = TimeSpan.FromDays(50),
                MinuteRetention = TimeSpan.FromDays(40),
                HourRetention = TimeSpan.FromDays(30),
                AlarmRawRetention = TimeSpan.FromDays(20),
                AlarmWindow = TimeSpan.FromDays(2),
            },
        };
        Errors(wrong).Select(e => e.Path).ShouldBe(
            [
                "storage.folder", "storage.log.maxBytes", "storage.log.maxAge", "storage.log.maxRecordAge", "storage.log.alarmWindow", "storage.log.checkedBytes",
                "storage.history.flushInterval", "storage.history.flushReadings", "storage.history.minuteRetention",
                "storage.history.hourRetention", "storage.history.alarmRawRetention", "storage.history.alarmWindow",
            ]);
    }

    private static IReadOnlyList<ConfigurationError> Errors(SqliteStorageOptions options)
    {
        var errors = new ConfigurationErrors();
        SqliteStorageOptionsValidator.Validate(options, "storage", errors);
        return errors.Items;
    }
}
