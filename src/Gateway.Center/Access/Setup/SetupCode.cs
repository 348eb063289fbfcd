using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Access.Accounts;
using Gateway.Center.Access.Sessions;
using Gateway.Center.Configuration;
using Gateway.Center.Data;
using Gateway.Pipeline.Security;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Access.Setup;

/// <summary>
/// There is no default account: while there is none, a code of this start lets one person make the first. It is shown on the console and stands in
/// <c>setup-code.txt</c> of the data folder, readable by the service's user only. Thread-safe.
/// </summary>
public sealed partial class SetupCode(CenterStore store, CenterOptions options, ILogger<SetupCode> logger) : IHostedService
{
    private const string Alphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

    /// <summary>Null when there is an account already.</summary>
    public string? Current { get; private set; }

    private string File => Path.Combine(options.Storage.Folder, "setup-code.txt");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (await store.ReadAsync(db => db.Set<Account>().AnyAsync(cancellationToken), cancellationToken))
        {
            Forget();
            return;
        }

        Current = string.Join('-', Enumerable.Range(0, 4).Select(_ => RandomNumberGenerator.GetString(Alphabet, 5)));
        try
        {
            Write(Current);
            LogWritten(logger, File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            LogNotWritten(logger, error, File);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public bool IsRight(string? told) => Current is { } current && SessionToken.IsSame(told?.Trim().ToUpperInvariant(), current);

    /// <summary>It has worked; it never does again.</summary>
    public void Forget()
    {
        Current = null;
        try
        {
            System.IO.File.Delete(File);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What is in it opens nothing any more.
            LogNotDeleted(logger, error, File);
        }
    }

    private void Write(string code)
    {
        Directory.CreateDirectory(options.Storage.Folder);
        OwnerOnly.Write(File, Encoding.ASCII.GetBytes(code + Environment.NewLine));
    }

    [LoggerMessage(8601, LogLevel.Warning, "No account exists yet. The set-up code for the first one is shown on the console and stands in {File}.")]
    private static partial void LogWritten(ILogger logger, string file);

    [LoggerMessage(8602, LogLevel.Error, "The set-up code could not be written to {File}; it is shown on the console only.")]
    private static partial void LogNotWritten(ILogger logger, Exception error, string file);

    [LoggerMessage(8603, LogLevel.Warning, "{File} could not be deleted; the code in it no longer works.")]
    private static partial void LogNotDeleted(ILogger logger, Exception error, string file);
}
