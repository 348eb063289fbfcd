using Gateway.Center.Data;

namespace Gateway.Center.Evidence;

/// <summary>Adds what one module knows of a window to evidence packages. Must give the same for the same window as long as nothing was changed.</summary>
public interface IEvidencePart
{
    /// <summary>Name of the file, for example <c>roster.json</c>.</summary>
    string File { get; }

    /// <summary>What serializes to it.</summary>
    Task<object> OfAsync(CenterDb db, EvidenceWindow window, CancellationToken cancellation);
}
