using Gateway.Edge.Tests.Uplink;
using Gateway.Testing.Peers;

namespace Gateway.Edge.Tests.Commands.Log;

/// <summary>A log as a gateway leaves it: readings, alarms, a record, events sent to a center with their chain. Closed; a copy in a folder of its own.</summary>
internal sealed class WrittenLog : IDisposable
{
    /// <summary>As the bench names it.</summary>
    public const string Site = "s1";

    private readonly TemporaryFolder _folder = new();

    public string Folder => _folder.Path;

    public string File => _folder.File("log.db");

    /// <param name="batches">Batches of ten readings.</param>
    public static async Task<WrittenLog> MakeAsync(int batches = 60, Action<LinkBench>? more = null)
    {
        var log = new WrittenLog();
        await using var bench = new LinkBench();
        for (var i = 0; i < batches; i++)
        {
            bench.Write();
            if (i % 10 == 3)
            {
                bench.WriteTransition($"t{i}");
                bench.Record($"{{\"n\":{i}}}");
            }

            await bench.BeatAsync();
        }

        more?.Invoke(bench);
        bench.Log.SetCursor("history", 5);
        await bench.Log.DisposeAsync();
        System.IO.File.Copy(bench.File, log.File);
        return log;
    }

    public byte[] Bytes() => System.IO.File.ReadAllBytes(File);

    public void Change(Action<byte[]> change)
    {
        var bytes = Bytes();
        change(bytes);
        System.IO.File.WriteAllBytes(File, bytes);
    }

    /// <summary>A statement over the file, as somebody with an editor of databases would run it.</summary>
    public int Execute(string sql)
    {
        using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    public Task<(int Code, string Output, string Errors)> RunAsync(params string[] arguments) =>
        CommandLine.RunAsync(["log", .. arguments, "--data", Folder, "--site", Site]);

    public void Dispose() => _folder.Dispose();
}
