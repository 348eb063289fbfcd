using Gateway.Core.Warnings;
using Gateway.Notifications.Sounder;
using Gateway.Pipeline.Ports;

namespace Gateway.Notifications.Tests;

public sealed class SounderTests : IDisposable, IOutputWriter
{
    private readonly List<bool> _writes = [];
    private readonly SounderWarningChannel _sounder;
    private bool _answers = true;

    public SounderTests() => _sounder = new SounderWarningChannel(new SounderOptions { Output = "horn", Tier = "orange" }, this);

    public ValueTask<bool> WriteAsync(string outputId, bool on, CancellationToken cancellation)
    {
        outputId.ShouldBe("horn");
        _writes.Add(on);
        return ValueTask.FromResult(_answers);
    }

    public void Dispose() => _sounder.Dispose();

    [Fact]
    public async Task Sounds_from_the_first_point_that_rises_to_the_last_that_clears()
    {
        await SendAsync(WarningTier.None, WarningTier.Orange, "a", 1);
        await SendAsync(WarningTier.None, WarningTier.Red, "b", 2);
        await SendAsync(WarningTier.Orange, WarningTier.None, "a", 3);
        _sounder.IsOn.ShouldBe(true);
        await SendAsync(WarningTier.Red, WarningTier.Yellow, "b", 4);
        _writes.ShouldBe([true, false]);
    }

    [Fact]
    public async Task Lower_tiers_leave_it_off()
    {
        await SendAsync(WarningTier.None, WarningTier.Yellow, "a", 1);
        _sounder.IsOn.ShouldBe(false);
    }

    [Fact]
    public async Task Silence_lasts_until_something_rises_again()
    {
        await SendAsync(WarningTier.None, WarningTier.Orange, "a", 1);
        await _sounder.SilenceAsync(default);
        _sounder.IsOn.ShouldBe(false);
        await SendAsync(WarningTier.Orange, WarningTier.Red, "a", 2);
        _sounder.IsOn.ShouldBe(true);
    }

    [Fact]
    public async Task A_device_that_does_not_confirm_is_tried_again()
    {
        _answers = false;
        (await SendAsync(WarningTier.None, WarningTier.Red, "a", 1)).ShouldBe(NotifyOutcome.Retry);
        _answers = true;
        (await SendAsync(WarningTier.None, WarningTier.Red, "a", 1)).ShouldBe(NotifyOutcome.Delivered);
        _sounder.IsOn.ShouldBe(true);
    }

    [Fact]
    public async Task An_old_raise_repeated_from_the_log_does_not_start_it_again()
    {
        await SendAsync(WarningTier.None, WarningTier.Red, "a", 1);
        await SendAsync(WarningTier.Red, WarningTier.None, "a", 2);
        await SendAsync(WarningTier.None, WarningTier.Red, "a", 1);
        _writes.ShouldBe([true, false]);
    }

    private async Task<NotifyOutcome> SendAsync(WarningTier from, WarningTier to, string point, int second) =>
        await _sounder.SendAsync(Warnings.Of(from, to, point, second), default);
}
