using Gateway.Center.Access;
using Gateway.Core.Measurements;
using Gateway.Core.Warnings;

namespace Gateway.Center.Prejudgement.Sheets;

/// <summary>One part of a sheet, drawn from data.</summary>
public sealed record SheetSection(string Id, LocalizedText Name, IReadOnlyList<SheetItem> Items);

/// <param name="Source">Table or record it was drawn from.</param>
public sealed record SheetItem(LocalizedText Text, WarningTier Tier, string? Site, string Source);

/// <param name="By">Account.</param>
public sealed record SheetSignature(string By, string Name, CenterRole Role, DateTimeOffset At);
