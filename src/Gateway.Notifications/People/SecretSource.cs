namespace Gateway.Notifications.People;

/// <summary>A secret from a file (its first line) or an environment variable, read each time so that it can be changed while running.</summary>
public sealed record SecretSource
{
    public string? File { get; init; }

    public string? Env { get; init; }

    public bool IsNamed => File is not null || Env is not null;

    /// <returns>Null when none is named or it is empty.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public string? Read()
    {
        var secret = File is { } file ? System.IO.File.ReadLines(file).FirstOrDefault()?.Trim() : Env is { } name ? Environment.GetEnvironmentVariable(name) : null;
        return string.IsNullOrEmpty(secret) ? null : secret;
    }

    /// <summary>Not the secret: where it is.</summary>
    public override string ToString() => File is not null ? $"file {File}" : Env is not null ? $"env {Env}" : "-";
}
