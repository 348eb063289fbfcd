using Gateway.Pipeline.Security;

namespace Gateway.Pipeline.Configuration;

/// <summary>One thing wrong in the configuration: where, what was found, what is allowed.</summary>
/// <param name="Path">File and JSON path, or file, row and column.</param>
/// <param name="Found">The value as written, without secrets; empty when it is missing.</param>
/// <param name="Allowed">What would be right, in both languages.</param>
public sealed record ConfigurationError(string Path, string Found, Gateway.Core.Measurements.LocalizedText Allowed)
{
    public override string ToString() => $"{Path}: '{Found}' - {Allowed}";
}

/// <summary>Collects every error of a configuration, so that all are told at once.</summary>
public sealed class ConfigurationErrors
{
    private readonly List<ConfigurationError> _items = [];

    public IReadOnlyList<ConfigurationError> Items => _items;

    public bool Any => _items.Count > 0;

    public void Add(string path, object? found, string allowedZh, string allowedEn) =>
        _items.Add(new ConfigurationError(path, SecretMask.Of(path, found?.ToString() ?? ""), new(allowedZh, allowedEn)));

    /// <summary>Adds an error unless <paramref name="ok"/>; returns <paramref name="ok"/>.</summary>
    public bool Require(bool ok, string path, object? found, string allowedZh, string allowedEn)
    {
        if (!ok)
        {
            Add(path, found, allowedZh, allowedEn);
        }

        return ok;
    }
}
