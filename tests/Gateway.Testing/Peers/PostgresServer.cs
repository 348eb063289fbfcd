using System.Globalization;

namespace Gateway.Testing.Peers;

/// <summary>
/// Debian's PostgreSQL with a data folder and a loopback port of its own; leaves the system's clusters alone. It trusts whoever connects, writes nothing
/// through to the disk unless asked to, and ends with the process of the tests. As root it runs as the user <c>postgres</c>, because it refuses to run as root.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Home = "/usr/lib/postgresql";
    private static readonly Lazy<Task<PostgresServer>> s_shared = new(StartSharedAsync);

    private readonly string _folder;
    private PeerProcess? _process;

    private readonly bool _durable;

    private PostgresServer(string folder, int port, bool durable) => (_folder, Port, _durable) = (folder, port, durable);

    public int Port { get; }

    private static bool IsRoot => OperatingSystem.IsLinux() && Environment.UserName == "root";

    /// <summary>One server for all tests of the process.</summary>
    public static Task<PostgresServer> SharedAsync() => s_shared.Value;

    /// <summary>A server of its own, for a test that stops it.</summary>
    /// <param name="durable">Every commit is synced, as a server in service does; slower.</param>
    public static async Task<PostgresServer> StartAsync(bool durable = false)
    {
        var server = new PostgresServer(await MakeFolderAsync(), FreePort.Next(), durable);
        await server.ResumeAsync();
        return server;
    }

    /// <param name="port">Where the client finds it; null = its own.</param>
    public string ConnectionTo(string database, int? port = null) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={port ?? Port};Database={database};Username=tests;Maximum Pool Size=20;Timeout=5");

    /// <param name="template">A database nobody is connected to, of which the new one is a copy; null = an empty one.</param>
    public Task CreateDatabaseAsync(string name, string? template = null) =>
        SqlAsync($"CREATE DATABASE \"{name}\" TEMPLATE \"{template ?? "template1"}\" STRATEGY FILE_COPY");

    /// <summary>Ends its connections and removes it.</summary>
    public Task DropDatabaseAsync(string name) => SqlAsync($"DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)");

    /// <summary>Bytes a database takes on disk.</summary>
    public async Task<long> SizeAsync(string database)
    {
        var (code, output) = await PeerProcess.RunAsync(Program("psql"), [.. Client, "-tA", "-c", $"SELECT pg_database_size('{database}')"]);
        return code == 0 ? long.Parse(output, CultureInfo.InvariantCulture) : throw new InvalidOperationException($"psql ended with {code}:\n{output}");
    }

    /// <summary>As an administrator's stop: clients are cut off, what was committed is kept.</summary>
    public async Task StopAsync()
    {
        await RunAsync(Program("pg_ctl"), "-D", Data, "-m", "fast", "-w", "stop");
        await _process!.DisposeAsync();
    }

    /// <summary>SIGKILL of the server and its children at once.</summary>
    public async Task KillAsync()
    {
        await _process!.KillAsync();
        await _process.DisposeAsync();
    }

    /// <param name="name">Without SIG, for example STOP; its children go on with what they have.</param>
    public Task SignalAsync(string name) => _process!.SignalAsync(name);

    /// <summary>Starts it, or starts it again on the same port and data.</summary>
    public async Task ResumeAsync()
    {
        string[] durability = _durable ? [] : ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];
        var (program, arguments) = AsUser(
            Program("postgres"), ["-D", Data, "-p", Port.ToString(CultureInfo.InvariantCulture), "-h", "127.0.0.1", "-k", _folder, .. durability, "-c", "max_connections=200", "-c", "shared_buffers=32MB"]);
        _process = PeerProcess.Start(program, arguments);
        await _process.WaitForOutputAsync("ready to accept connections");
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        try
        {
            Directory.Delete(_folder, recursive: true);
        }
        catch (IOException)
        {
            // Its children may still be ending; the system's temporary folder is cleaned anyway.
        }
    }

    private string Data => Path.Combine(_folder, "data");

    private static async Task<PostgresServer> StartSharedAsync()
    {
        var server = await StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return server;
    }

    private static async Task<string> MakeFolderAsync()
    {
        var folder = Directory.CreateTempSubdirectory("gateway-postgres-").FullName;
        if (IsRoot)
        {
            await CheckedAsync("chown", "postgres", folder);
        }

        await RunAsync(Program("initdb"), "-D", Path.Combine(folder, "data"), "-U", "tests", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        return folder;
    }

    private string[] Client => ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "tests", "-d", "postgres", "-v", "ON_ERROR_STOP=1"];

    private Task SqlAsync(string statement) => CheckedAsync(Program("psql"), [.. Client, "-c", statement]);

    private static Task RunAsync(string program, params string[] arguments)
    {
        var (started, given) = AsUser(program, arguments);
        return CheckedAsync(started, given);
    }

    private static async Task CheckedAsync(string program, params string[] arguments)
    {
        var (code, output) = await PeerProcess.RunAsync(program, arguments);
        if (code != 0)
        {
            throw new InvalidOperationException($"{program} ended with {code}:\n{output}");
        }
    }

    private static (string Program, string[] Arguments) AsUser(string program, params string[] arguments) =>
        IsRoot ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments]) : (program, arguments);

    /// <summary>Debian keeps each version's programs in a folder of its own; the newest is taken.</summary>
    private static string Program(string name) =>
        (Directory.Exists(Home) ? Directory.GetDirectories(Home) : [])
            .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
            .Select(folder => Path.Combine(folder, "bin", name)).FirstOrDefault(File.Exists)
        ?? throw new InvalidOperationException($"{name} of PostgreSQL is not installed: run 'make setup' (see scripts/debian-packages.txt).");
}
