namespace Gateway.Core.Warnings;

/// <summary>What has a tier.</summary>
public enum PlaceKind : byte
{
    Point = 0,
    Device = 1,
    Zone = 2,
    Site = 3,
}
