namespace Gateway.Center.Configuration;

public sealed record CountyOptions
{
    /// <summary>In the topics of the link and at the root of the organisation. Letters, digits, <c>. _ -</c>; 1 to 64 characters.</summary>
    public required string Id { get; init; }

    public required Gateway.Core.Measurements.LocalizedText Name { get; init; }

    /// <summary>GB/T 2260 code, six digits.</summary>
    public string RegionCode { get; init; } = "000000";

    /// <summary>IANA time zone of days, shifts and printed times. Default Asia/Shanghai.</summary>
    public string TimeZone { get; init; } = "Asia/Shanghai";
}
