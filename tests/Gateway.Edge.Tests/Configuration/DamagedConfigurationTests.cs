using System.Text;
using Gateway.Edge.Configuration;

namespace Gateway.Edge.Tests.Configuration;

/// <summary>A configuration damaged at every place of the file: nothing but a list of errors that say where and what, or a gateway that is configured.</summary>
public sealed class DamagedConfigurationTests : IDisposable
{
    private readonly ConfigurationFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_bit_turned_at_any_place_is_told_or_harms_nothing()
    {
        var sound = Encoding.UTF8.GetBytes(ConfigurationFolder.Sound);
        for (var at = 0; at < sound.Length; at++)
        {
            var damaged = (byte[])sound.Clone();
            damaged[at] ^= (byte)(1 << (at % 8));
            Judge(damaged, $"bit {at % 8} of byte {at}");
        }
    }

    [Fact]
    public void A_file_cut_short_at_any_place_is_told()
    {
        var sound = Encoding.UTF8.GetBytes(ConfigurationFolder.Sound.TrimEnd());
        for (var length = 0; length < sound.Length; length++)
        {
            Judge(sound[..length], $"cut to {length}").ShouldBeFalse($"cut to {length}");
        }
    }

    [Fact]
    public void A_block_of_zeros_at_any_place_is_told()
    {
        var sound = Encoding.UTF8.GetBytes(ConfigurationFolder.Sound.TrimEnd());
        var comment = ConfigurationFolder.Sound.IndexOf("// comments", StringComparison.Ordinal);
        for (var at = 0; at < sound.Length; at++)
        {
            var damaged = (byte[])sound.Clone();
            damaged.AsSpan(at, Math.Min(16, damaged.Length - at)).Clear();
            var taken = Judge(damaged, $"zeros at {at}");
            (taken && (at < comment || at > comment + 40)).ShouldBeFalse($"zeros at {at} are taken only inside a comment");
        }
    }

    // True when it is taken.
    private bool Judge(byte[] content, string what)
    {
        File.WriteAllBytes(_folder.Source.File, content);
        var loaded = Should.NotThrow(() => ConfigurationLoader.Load(_folder.Source), what);
        (loaded.Options is null).ShouldBe(loaded.Errors.Any, what);
        loaded.Errors.Items.ShouldAllBe(error => error.Path.StartsWith("edge.json", StringComparison.Ordinal) && error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0, what);
        return loaded.Options is not null;
    }
}
