using Gateway.Center.Configuration;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Clocks;

/// <summary>Finds everything that is wrong with the section at once. A clock that never starts or a report nobody gets would be found out in an accident.</summary>
internal static class ClockOptionsValidator
{
    public static void Validate(ClockOptions options, string path, ConfigurationErrors errors)
    {
        var (sets, recipients) = (options.Sets.Select(set => set.Id).ToList(), options.Recipients.Select(one => one.Id).ToList());
        Different(sets, $"{path}.sets", errors);
        Different(recipients, $"{path}.recipients", errors);
        errors.Known($"{path}.defaultSets", options.DefaultSets, sets);
        for (var index = 0; index < options.Sets.Count; index++)
        {
            Set(options.Sets[index], recipients, $"{path}.sets[{index}]", errors);
        }

        Kinds(options, options.DefaultSets, $"{path}.defaultSets", errors);
        for (var index = 0; index < options.Places.Count; index++)
        {
            var (place, at) = (options.Places[index], $"{path}.places[{index}]");
            errors.Require(
                place.Path is ['/', ..] && place.Path.EndsWith('/'), $"{at}.path", place.Path, "以 / 开头和结尾的单位路径", "path of a unit, beginning and ending with /");
            errors.Known($"{at}.sets", place.Sets ?? [], sets);
            Kinds(options, place.Sets ?? [], $"{at}.sets", errors);
        }

        Recipients(options, path, errors);
    }

    private static void Set(ClockSet set, List<string> recipients, string path, ConfigurationErrors errors)
    {
        errors.Require(IsId(set.Id), $"{path}.id", set.Id, "字母、数字、连字符，1 到 40 个", "letters, digits, dashes, 1 to 40");
        for (var index = 0; index < set.Clocks.Count; index++)
        {
            var (rule, at) = (set.Clocks[index], $"{path}.clocks[{index}]");
            errors.Require(IsId(rule.Kind), $"{at}.kind", rule.Kind, "字母、数字、连字符，1 到 40 个", "letters, digits, dashes, 1 to 40");
            errors.Between($"{at}.within", rule.Within, TimeSpan.FromMinutes(1), TimeSpan.FromDays(365));
            errors.Require(
                rule.WarnBefore >= TimeSpan.Zero && rule.WarnBefore < rule.Within, $"{at}.warnBefore", rule.WarnBefore, "不小于 0，小于 within", "not below 0, less than within");
            errors.Require(Enum.IsDefined(rule.Form), $"{at}.form", rule.Form, "first、preliminary 或 detailed", "first, preliminary or detailed");
            errors.Require(rule.Recipients is { Count: > 0 }, $"{at}.recipients", "", "至少一个接收方", "at least one recipient");
            errors.Known($"{at}.recipients", rule.Recipients ?? [], recipients);
        }
    }

    private static void Recipients(ClockOptions options, string path, ConfigurationErrors errors)
    {
        for (var index = 0; index < options.Recipients.Count; index++)
        {
            var (one, at) = (options.Recipients[index], $"{path}.recipients[{index}]");
            errors.Require(IsId(one.Id), $"{at}.id", one.Id, "字母、数字、连字符，1 到 40 个", "letters, digits, dashes, 1 to 40");
            errors.Require(!string.IsNullOrEmpty(one.Channel), $"{at}.channel", one.Channel, "通道名称，或 noted", "name of a channel, or noted");
            errors.Require(one.Channel == ReportRecipient.Noted || !string.IsNullOrEmpty(one.Address), $"{at}.address", "", "该通道的地址", "an address the channel takes");
        }
    }

    /// <summary>The kind is part of a clock's id: two of one place would be one clock.</summary>
    private static void Kinds(ClockOptions options, IReadOnlyList<string> sets, string path, ConfigurationErrors errors) =>
        Different([.. options.Sets.Where(set => sets.Contains(set.Id)).SelectMany(set => set.Clocks).Select(rule => rule.Kind)], path, errors);

    private static void Different(List<string> ids, string path, ConfigurationErrors errors)
    {
        var twice = ids.GroupBy(id => id, StringComparer.Ordinal).Where(group => group.Count() > 1).Select(group => group.Key).ToList();
        errors.Require(twice.Count == 0, path, string.Join(", ", twice), "编号各不相同", "ids that differ");
    }

    private static bool IsId(string? text) => text is { Length: > 0 and <= 40 } && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
}
