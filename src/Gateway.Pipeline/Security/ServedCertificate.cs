using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Gateway.Pipeline.Security;

/// <summary>
/// The certificate a server shows, loaded again when one of its files has changed: renewing it needs no restart. Files that do not fit each other (the one is
/// written, the other not yet) leave the former in use. Thread-safe.
/// </summary>
/// <param name="files">Whose change is looked for at each handshake.</param>
/// <param name="failed">Told once for each change that could not be taken over.</param>
public sealed class ServedCertificate(IReadOnlyList<string> files, Func<X509Certificate2> load, Action<Exception> failed)
{
    private readonly Lock _gate = new();
    private X509Certificate2? _current;
    private string _seen = "";
    private volatile Exception? _trouble;

    /// <summary>Why the newest files are not in use; null when they are. Looks at them as a handshake does.</summary>
    public Exception? Trouble
    {
        get
        {
            _ = Current;
            return _trouble;
        }
    }

    /// <exception cref="CryptographicException">There has never been a good one.</exception>
    /// <exception cref="IOException">The same.</exception>
    public X509Certificate2 Current
    {
        get
        {
            lock (_gate)
            {
                var now = Fingerprint();
                if (_current is null || now != _seen)
                {
                    _seen = now;
                    Take();
                }

                return _current!;
            }
        }
    }

    private void Take()
    {
        try
        {
            // The former is not disposed: a handshake may be using it.
            _current = load();
            _trouble = null;
        }
        catch (Exception error) when (_current is not null && error is (CryptographicException or IOException or UnauthorizedAccessException))
        {
            _trouble = error;
            failed(error);
        }
    }

    private string Fingerprint() => string.Join('|', files.Select(file =>
    {
        var info = new FileInfo(file);
        return info.Exists ? $"{info.LastWriteTimeUtc.Ticks}:{info.Length}" : "-";
    }));
}
