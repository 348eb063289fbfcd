using System.Net.Http.Headers;
using System.Text;

namespace Gateway.Storage.InfluxDb.Writing;

/// <summary>The Authorization header; read from file or environment when first needed and again after a refusal.</summary>
internal sealed class InfluxCredentials(InfluxOptions options)
{
    private AuthenticationHeaderValue? _header;
    private bool _read;

    /// <summary>Null when none is configured.</summary>
    /// <exception cref="IOException">The secret's file cannot be read now.</exception>
    public AuthenticationHeaderValue? Header
    {
        get
        {
            if (!_read)
            {
                _header = Read();
                _read = true;
            }

            return _header;
        }
    }

    /// <summary>A rotated secret takes effect without a restart.</summary>
    public void Forget() => _read = false;

    private AuthenticationHeaderValue? Read()
    {
        if (Secret(options.TokenFile, options.TokenEnv) is { } token)
        {
            return new AuthenticationHeaderValue("Token", token);
        }

        if (options.Username is null)
        {
            return null;
        }

        var pair = $"{options.Username}:{Secret(options.PasswordFile, options.PasswordEnv)}";
        return new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(pair)));
    }

    private static string? Secret(string? file, string? variable) =>
        file is not null ? File.ReadAllText(file).Trim()
        : variable is not null ? Environment.GetEnvironmentVariable(variable)
        : null;
}
