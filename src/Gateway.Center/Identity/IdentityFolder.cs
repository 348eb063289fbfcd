using Gateway.Center.Configuration;
using Gateway.Pipeline.Security;

namespace Gateway.Center.Identity;

/// <summary>Where keys lie: <c>identity</c> of the data folder, for the service's user only.</summary>
internal static class IdentityFolder
{
    public static string Of(CenterOptions options) => Path.Combine(options.Storage.Folder, "identity");

    /// <summary>Path of a file in it; makes the folder.</summary>
    public static string File(CenterOptions options, string name)
    {
        var folder = Of(options);
        OwnerOnly.Folder(folder);
        return Path.Combine(folder, name);
    }
}
