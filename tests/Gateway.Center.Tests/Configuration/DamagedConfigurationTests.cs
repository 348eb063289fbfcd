using System.Text;
using Gateway.Center.Configuration;
using Gateway.Center.Tests.Support;
using Gateway.Testing.Peers;

namespace Gateway.Center.Tests.Configuration;

/// <summary>A configuration of the center damaged at every place of the file: a list of errors that say where and what, or a center that is configured.</summary>
public sealed class DamagedConfigurationTests : IDisposable
{
    private static readonly byte[] s_sound = Encoding.UTF8.GetBytes($$"""
        {
          "county": { "id": "c", "name": { "zh": "县", "en": "County" }, "regionCode": "000000", "timeZone": "Asia/Shanghai" },
          "seeds": "{{TestSeeds.Folder}}",
          "web": { "address": "127.0.0.1", "port": 8080 },
          "link": { "broker": { "id": "county", "host": "127.0.0.1", "port": 1883, "version": "5" }, "silentYellowS": 60 },
          "storage": { "folder": "data" }
        }
        """);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void It_is_taken_as_it_is() => Judge(s_sound, "sound").ShouldBeTrue();

    [Fact]
    public void A_bit_turned_at_any_place_is_told_or_harms_nothing()
    {
        for (var at = 0; at < s_sound.Length; at++)
        {
            var damaged = (byte[])s_sound.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            Judge(damaged, $"bit {at % 8} of byte {at}");
        }
    }

    [Fact]
    public void A_file_cut_short_or_with_a_block_of_zeros_at_any_place_is_told()
    {
        for (var at = 0; at < s_sound.Length; at++)
        {
            Judge(s_sound[..at], $"cut to {at}").ShouldBeFalse($"cut to {at}");
            var damaged = (byte[])s_sound.Clone();
            damaged.AsSpan(at, Math.Min(16, damaged.Length - at)).Clear();
            Judge(damaged, $"zeros at {at}").ShouldBeFalse($"zeros at {at}");
        }
    }

    // True when it is taken.
    private bool Judge(byte[] content, string what)
    {
        File.WriteAllBytes(_folder.File("center.json"), content);
        var loaded = Should.NotThrow(() => CenterConfiguration.Load(_folder.File("center.json"), [], _ => null), what);
        (loaded.Options is null).ShouldBe(loaded.Errors.Any, what);
        loaded.Errors.Items.ShouldAllBe(error => error.Path.StartsWith("center.json", StringComparison.Ordinal) && error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0, what);
        return loaded.Options is not null;
    }
}
