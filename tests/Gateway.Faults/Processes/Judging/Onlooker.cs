using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Gateway.Faults.Processes.County;

namespace Gateway.Faults.Processes.Judging;

/// <summary>Looks every second at what a person at the site and one at the center would see, and keeps each different sight once.</summary>
internal sealed class Onlooker(FaultedCounty county) : IAsyncDisposable
{
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(2);
    private readonly ConcurrentDictionary<string, byte> _seen = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private Task _looking = Task.CompletedTask;

    public string Seen => string.Join("; ", _seen.Keys.Order(StringComparer.Ordinal));

    public Onlooker Started()
    {
        _looking = Task.WhenAll(LoopAsync(LookAtSiteAsync, "gateway: does not answer"), LoopAsync(LookAtCenterAsync, "center: does not answer"));
        return this;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task LoopAsync(Func<Task> look, string otherwise)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                await look().WaitAsync(s_patience, TimeProvider.System, _stop.Token);
            }
            catch (Exception error) when (error is HttpRequestException or TimeoutException or TaskCanceledException or InvalidOperationException)
            {
                _seen.TryAdd(otherwise, 0);
            }

            await Task.Delay(s_beat, TimeProvider.System, _stop.Token);
        }
    }

    private async Task LookAtSiteAsync()
    {
        var health = await county.Gateway.Process.GetAsync("/api/v1/health");
        See("gateway: uplink", health["uplink"]!["state"], "online");
        if (health["uplink"]!["silentSince"] is not null)
        {
            _seen.TryAdd("gateway: the center confirms nothing", 0);
        }

        if (health["log"]!["trouble"]?.GetValue<string>() is { } trouble)
        {
            _seen.TryAdd($"gateway: log trouble, {trouble.Split(" since ")[0]}", 0);
        }

        foreach (var driver in health["drivers"]!.AsArray())
        {
            See($"gateway: {driver!["protocol"]} {driver["id"]}", driver["state"], "online");
        }

        foreach (var alarm in (await county.Gateway.Process.GetAsync("/api/v1/alarms")).AsArray().Select(alarm => alarm!["id"]?.GetValue<string>() ?? ""))
        {
            if (alarm.StartsWith("gateway.", StringComparison.Ordinal))
            {
                _seen.TryAdd($"gateway: alarm {alarm}", 0);
            }
        }
    }

    private async Task LookAtCenterAsync()
    {
        var health = await county.Center.Api.GetAsync("health");
        See("center:", health["state"], "ok");
        foreach (var (name, part) in health["parts"]?.AsObject() ?? [])
        {
            if (part!["isGood"]?.GetValue<bool>() == false)
            {
                _seen.TryAdd($"center: health part {name} is not good", 0);
            }
        }
    }

    private void See(string what, JsonNode? state, string usual)
    {
        if (state?.GetValue<string>() is { } now && now != usual)
        {
            _seen.TryAdd($"{what} {now}", 0);
        }
    }
}
