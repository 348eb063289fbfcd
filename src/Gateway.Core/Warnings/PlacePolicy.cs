namespace Gateway.Core.Warnings;

/// <summary>Where many points of one quantity count as one of a higher tier. Null = not there.</summary>
/// <param name="Device">Default null: the channels of one device share their faults.</param>
/// <param name="Zone">Default 4, 3, 2.</param>
/// <param name="Site">Default 4, 3, 2.</param>
public sealed record PlacePolicy(PromotionCounts? Device, PromotionCounts? Zone, PromotionCounts? Site)
{
    public static readonly PlacePolicy Default = new(null, PromotionCounts.Default, PromotionCounts.Default);

    public PromotionCounts? Of(PlaceKind kind) => kind switch
    {
        PlaceKind.Device => Device,
        PlaceKind.Zone => Zone,
        PlaceKind.Site => Site,
        _ => null,
    };
}
