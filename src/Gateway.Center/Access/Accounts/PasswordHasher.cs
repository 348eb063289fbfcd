using System.Globalization;
using System.Security.Cryptography;

namespace Gateway.Center.Access.Accounts;

/// <summary>
/// PBKDF2-SHA512 with a salt of its own for each password, written <c>pbkdf2-sha512$rounds$salt$hash</c>. At most two are computed at a time, so that
/// guessing cannot starve the warnings of the processor. Thread-safe.
/// </summary>
public sealed class PasswordHasher : IDisposable
{
    private const string Method = "pbkdf2-sha512";
    private const int SaltBytes = 16;
    private const int HashBytes = 64;
    private const int AtATime = 2;

    private readonly SemaphoreSlim _turn = new(AtATime, AtATime);
    private readonly int _rounds;
    private readonly string _nobody;

    public PasswordHasher(AccessOptions options)
    {
        _rounds = options.PasswordRounds;
        _nobody = Write(_rounds, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));
    }

    public Task<string> HashAsync(string password, CancellationToken cancellation) => ComputeAsync(
        () =>
        {
            var salt = RandomNumberGenerator.GetBytes(SaltBytes);
            return Write(_rounds, salt, Derive(password, salt, _rounds));
        },
        cancellation);

    /// <param name="stored">Null when there is no such account: takes as long as for one that is there, and is never right.</param>
    public Task<bool> IsRightAsync(string? stored, string password, CancellationToken cancellation) => ComputeAsync(
        () =>
        {
            var parts = (stored ?? _nobody).Split('$');
            var (rounds, salt, hash) = (int.Parse(parts[1], CultureInfo.InvariantCulture), Convert.FromBase64String(parts[2]), Convert.FromBase64String(parts[3]));
            return CryptographicOperations.FixedTimeEquals(Derive(password, salt, rounds), hash) && stored is not null;
        },
        cancellation);

    /// <summary>Whether it was made with fewer rounds than are asked for now.</summary>
    public bool IsOutdated(string stored) => !stored.StartsWith($"{Method}${_rounds}$", StringComparison.Ordinal);

    public void Dispose() => _turn.Dispose();

    private static byte[] Derive(string password, byte[] salt, int rounds) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, rounds, HashAlgorithmName.SHA512, HashBytes);

    private static string Write(int rounds, byte[] salt, byte[] hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{Method}${rounds}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");

    private async Task<T> ComputeAsync<T>(Func<T> compute, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return await Task.Run(compute, cancellation);
        }
        finally
        {
            _turn.Release();
        }
    }
}
