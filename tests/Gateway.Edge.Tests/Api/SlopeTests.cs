using Gateway.Core.Measurements;
using Gateway.Core.Slopes;
using Gateway.Edge.Api;

namespace Gateway.Edge.Tests.Api;

/// <summary>What the API says of the motion of a slope.</summary>
public sealed class SlopeTests
{
    private static readonly long s_day = new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc).Ticks;

    [Fact]
    public void Without_samples_all_is_unknown_and_it_says_why_there_is_no_forecast()
    {
        var view = SlopeWriter.Write("s1", "s1/red", default);
        view.IsKnown.ShouldBeFalse();
        view.Time.ShouldBeNull();
        view.Velocity.MmPerDay.ShouldBeNull();
        view.HasForecast.ShouldBeFalse();
        view.Refused!.En.ShouldContain("too few points");
        view.Forecast.Latest.ShouldBeNull();
    }

    [Fact]
    public void A_forecast_is_an_interval_of_dates_with_its_fit()
    {
        var view = SlopeWriter.Write("s1", "s1/red", Assessment(ForecastRefusal.None));
        (view.Velocity.MmPerDay, view.Velocity.Sigma, view.TangentAngle).ShouldBe((40, 2, 84));
        (view.Forecast.Earliest, view.Forecast.Latest).ShouldBe((AlarmWriter.Time(s_day + TimeSpan.TicksPerDay), AlarmWriter.Time(s_day + (2 * TimeSpan.TicksPerDay))));
        (view.Forecast.R2, view.Forecast.ErrorDays, view.Forecast.Saito).ShouldBe((0.95, 0.5, null));
        view.Refused.ShouldBeNull();
    }

    [Fact]
    public void A_refused_forecast_says_why() =>
        SlopeWriter.Write("s1", "s1/red", Assessment(ForecastRefusal.NotAccelerating)).Refused!.Zh.ShouldBe("未见显著加速，不作预测");

    [Fact]
    public async Task The_running_gateway_shows_the_assessment_of_a_slope_point()
    {
        await using var gateway = await RunningGateway.StartAsync(WithSlopePack());
        var now = TimeProvider.System.GetUtcNow();
        var batch = gateway.Runtime.Pipeline.Rent(0);
        for (var hour = 240; hour >= 0; hour -= 2)
        {
            batch.Add(new Reading(gateway.Runtime.Points.Find("p2")!.Index, (240 - hour) * 2, now.AddHours(-hour).UtcTicks, Quality.Good));
        }

        await gateway.Runtime.Pipeline.WriteAsync(batch, CancellationToken.None);
        var view = await gateway.UntilAsync<SlopeView>("/api/v1/slopes/p2", slope => slope.IsKnown);
        view.Velocity.MmPerDay!.Value.ShouldBe(48, 1);
        view.Alarm.ShouldStartWith("p2/");
        view.HasForecast.ShouldBeFalse("steady creep is no ground for a forecast");
        view.Refused.ShouldNotBeNull();
    }

    private static string WithSlopePack()
    {
        var seeds = RepositoryFolder.File("seeds").Replace("\\", "/", StringComparison.Ordinal);
        return Configuration.ConfigurationFolder.Sound
            .Replace("\"reload\"", $"\"seeds\": \"{seeds}\", \"rulePacks\": [{{\"file\": \"{seeds}/packs/slope-surface.json\"}}], \"reload\"", StringComparison.Ordinal)
            .Replace("\"nameEn\": \"Two\"", "\"nameEn\": \"Two\", \"family\": \"slope\", \"quantity\": \"displacement\", \"role\": \"prism\", \"unit\": \"mm\"", StringComparison.Ordinal);
    }

    private static SlopeAssessment Assessment(ForecastRefusal refusal) => new()
    {
        Time = s_day, Velocity = new Velocity(40, 2, 0, 0, 10), Counts = true, Fastest = Velocity.None, FastestWindow = double.NaN, VelocityChange = 3,
        Acceleration = new Acceleration(1, 0.1), IsAccelerating = true, Angle = 84, EffectiveV0 = 1, Noise = 0.5,
        Forecast = SlopeForecast.None with { Early = 1, Late = 2, Error = 0.5, R2 = 0.95, Count = 4 }, Refusal = refusal,
    };
}
