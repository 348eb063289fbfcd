namespace Gateway.Core.Alarms.Silencing;

/// <summary>
/// What silences an alarm; several may at once. The alarm goes on beneath: it is judged and logged, but not told, and does not count towards
/// the tier of its point. The numbers are stored; never reuse one.
/// </summary>
[Flags]
public enum Veils : byte
{
    None = 0,

    /// <summary>G: by a person, for a time, with a reason.</summary>
    Shelved = 1,

    /// <summary>H: the device or line the point hangs on is lost, and has an alarm of its own. Ends by itself.</summary>
    ParentLost = 2,

    /// <summary>H: a machine has just been started. Ends by itself.</summary>
    StartUp = 4,

    /// <summary>H: work is being done, by a person, for a time.</summary>
    Maintenance = 8,

    /// <summary>I: by a person with a permit, for a time.</summary>
    OutOfService = 16,
}
