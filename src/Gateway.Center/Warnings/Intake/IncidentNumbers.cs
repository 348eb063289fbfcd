using Gateway.Center.Configuration;
using Gateway.Center.Data;

namespace Gateway.Center.Warnings.Intake;

/// <summary>Numbers incidents by the county's local day.</summary>
internal sealed class IncidentNumbers(CenterOptions options)
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(options.County.TimeZone);

    public async Task<string> NextAsync(CenterWork work, bool isDrill)
    {
        var day = $"{(isDrill ? "D" : "")}{TimeZoneInfo.ConvertTime(work.Now, _zone):yyyyMMdd}";
        var number = await work.Db.FindAsync<IncidentNumber>(day);
        if (number is null)
        {
            number = new IncidentNumber { Day = day };
            work.Db.Add(number);
        }

        number.Last++;
        return $"{day}-{number.Last:0000}";
    }
}
