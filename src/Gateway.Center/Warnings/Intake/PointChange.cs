using System.Security.Cryptography;
using System.Text;
using Gateway.Center.Data;
using Gateway.Center.Sites;
using Gateway.Contracts.V1;
using Gateway.Core.Warnings;

namespace Gateway.Center.Warnings.Intake;

/// <summary>What a warning says of one point.</summary>
internal sealed record PointChange(string PointId, string Zone, string Family, string Quantity, WarningTier Tier, string AlarmId, string Kind, DateTimeOffset DecidedTime)
{
    // A summary names as many points as were folded; more than this is no honest message.
    private const int MostPoints = 2000;

    /// <summary>One for a warning, one for each folded point of a summary.</summary>
    public static async Task<IReadOnlyList<PointChange>> OfAsync(CenterDb db, Site site, string edgeId, WarningMessage message)
    {
        if (message.Summary is not { } folded)
        {
            var point = await db.FindAsync<SitePoint>(site.Id, edgeId, message.Point);
            return [new(message.Point, point?.Zone ?? "", message.Family, point?.Quantity ?? "", Words.Tier(message.Tier), message.Alarm, message.Kind, message.DecidedTime)];
        }

        var changes = new List<PointChange>();
        foreach (var entry in folded.Points.Take(MostPoints))
        {
            var point = await db.FindAsync<SitePoint>(site.Id, edgeId, entry.Point);
            changes.Add(new(entry.Point, point?.Zone ?? entry.Zone, point?.Family ?? "", point?.Quantity ?? "", Words.Tier(entry.Tier), "", "", folded.Until));
        }

        return changes;
    }

    /// <summary>Key of a warning; an id too long for the column is taken by its hash.</summary>
    public static string Key(string site, string edge, string id)
    {
        const int longest = 160;
        return $"{site}/{edge}/{(id.Length <= longest ? id : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id))))}";
    }
}

/// <summary>Words of the contract as values of the domain.</summary>
internal static class Words
{
    public static WarningTier Tier(string word) => word switch
    {
        "red" => WarningTier.Red,
        "orange" => WarningTier.Orange,
        "yellow" => WarningTier.Yellow,
        "blue" => WarningTier.Blue,
        _ => WarningTier.None,
    };

    public static string Of(WarningTier tier) => tier switch
    {
        WarningTier.Red => "red",
        WarningTier.Orange => "orange",
        WarningTier.Yellow => "yellow",
        WarningTier.Blue => "blue",
        _ => "none",
    };
}
