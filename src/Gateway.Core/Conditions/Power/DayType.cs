namespace Gateway.Core.Conditions;

/// <summary>Days of one type use power alike.</summary>
public enum DayType : byte
{
    Work = 0,
    Rest = 1,
    Holiday = 2,
}
