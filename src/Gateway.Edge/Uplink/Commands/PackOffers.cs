using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Gateway.Core.Measurements;
using Gateway.Pipeline.Configuration;
using Gateway.Rules.Packs;
using Gateway.Rules.Quantities;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>Keeps offered rule packs in a folder of their own, checked as any pack. Nothing is ever applied from here. Thread-safe.</summary>
/// <param name="reference">Quantities, units and substances that packs speak of.</param>
internal sealed class PackOffers(string folder, Func<ReferenceData> reference, TimeProvider time)
{
    public const int Most = 50;
    public const int LargestPack = 512 * 1024;

    private readonly Lock _gate = new();
    private readonly string _folder = Path.Combine(folder, "offers");

    /// <summary>Newest first.</summary>
    public IReadOnlyList<PackOffer> All()
    {
        lock (_gate)
        {
            return Directory.Exists(_folder)
                ? [.. Directory.EnumerateFiles(_folder, "*.offer").Select(Read).OfType<PackOffer>().OrderByDescending(offer => offer.ReceivedAt)]
                : [];
        }
    }

    /// <summary>The text of an offer; null when there is none of that id, or its file is not what came.</summary>
    public (PackOffer Offer, string Text)? Find(string id)
    {
        if (All().FirstOrDefault(known => known.Id == id) is not { } offer)
        {
            return null;
        }

        // Not by the path in the note: that is only where it lay when it came.
        var file = Path.Combine(_folder, $"{offer.Id}.json");
        var text = File.Exists(file) ? File.ReadAllText(file) : "";
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))) == offer.Sha256 ? (offer, text) : null;
    }

    /// <summary>Takes an offer away: it was applied, or nobody wants it.</summary>
    /// <returns>False when there is none of that id.</returns>
    /// <exception cref="IOException">The files cannot be removed.</exception>
    /// <exception cref="UnauthorizedAccessException">They belong to another user.</exception>
    public bool Remove(string id)
    {
        lock (_gate)
        {
            if (All().FirstOrDefault(known => known.Id == id) is not { } offer)
            {
                return false;
            }

            File.Delete(Path.Combine(_folder, $"{offer.Id}.offer"));
            File.Delete(Path.Combine(_folder, $"{offer.Id}.json"));
            return true;
        }
    }

    /// <returns>Null when it is kept; else why not.</returns>
    public LocalizedText? Keep(string text, string actor, string reason)
    {
        if (Encoding.UTF8.GetByteCount(text) > LargestPack)
        {
            return new($"规则包超过 {LargestPack >> 10} KiB", $"the pack is larger than {LargestPack >> 10} KiB");
        }

        var errors = new ConfigurationErrors();
        if (RulePackReader.Parse(text, "offer", reference(), errors) is not { } pack)
        {
            return Told(errors);
        }

        lock (_gate)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            return Store(new PackOffer(pack.Id, pack.Version, Path.Combine(_folder, $"{hash[..16]}.json"), hash, time.GetUtcNow(), actor, reason), text);
        }
    }

    private LocalizedText? Store(PackOffer offer, string text)
    {
        try
        {
            Directory.CreateDirectory(_folder);
            if (!File.Exists(offer.File) && Directory.EnumerateFiles(_folder, "*.offer").Count() >= Most)
            {
                return new($"已有 {Most} 个待处理的规则包，请先在现场清理", $"{Most} offers wait already; clear them at the site first");
            }

            File.WriteAllText(offer.File, text);
            File.WriteAllBytes(Path.ChangeExtension(offer.File, ".offer"), JsonSerializer.SerializeToUtf8Bytes(offer, JsonSerializerOptions.Web));
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new("磁盘无法写入，未保存", "the disk could not be written; the offer was not kept");
        }
    }

    private static LocalizedText Told(ConfigurationErrors errors)
    {
        var first = errors.Items.Take(5).ToList();
        return new(
            $"规则包有 {errors.Items.Count} 处错误：{string.Join("；", first.Select(error => $"{error.Path}：{error.Allowed.Zh}"))}",
            $"the pack has {errors.Items.Count} errors: {string.Join("; ", first.Select(error => $"{error.Path}: {error.Allowed.En}"))}");
    }

    private static PackOffer? Read(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<PackOffer>(File.ReadAllBytes(file), JsonSerializerOptions.Web);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
