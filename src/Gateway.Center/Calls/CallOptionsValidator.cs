using Gateway.Center.Calls.Plans;
using Gateway.Core.Warnings;
using Gateway.Notifications.Chat;
using Gateway.Notifications.Email;
using Gateway.Notifications.Provider;
using Gateway.Pipeline.Configuration;

namespace Gateway.Center.Calls;

/// <summary>Finds everything that is wrong with the section at once.</summary>
public static class CallOptionsValidator
{
    private static readonly string[] s_channels = ["console", "email", "sms", "voice", "chat", "sounder"];

    /// <param name="path">JSON path of the section, <c>calls</c>.</param>
    public static void Validate(CallOptions options, string path, ConfigurationErrors errors)
    {
        foreach (var (tier, plan) in options.Plans)
        {
            errors.Require(
                Enum.TryParse<WarningTier>(tier, ignoreCase: true, out var known) && known > WarningTier.None, $"{path}.plans.{tier}", tier, "red、orange、yellow 或 blue", "red, orange, yellow or blue");
            Plan(plan, $"{path}.plans.{tier}", errors);
        }

        Each(options.Email, $"{path}.email", EmailOptionsValidator.Validate, errors);
        Each(options.Providers, $"{path}.providers", ProviderOptionsValidator.Validate, errors);
        Each(options.Chats, $"{path}.chats", ChatOptionsValidator.Validate, errors);
        var names = options.Email.Select(one => one.Name).Concat(options.Providers.Select(one => one.Name)).Concat(options.Chats.Select(one => one.Name)).ToList();
        errors.Require(names.Distinct(StringComparer.Ordinal).Count() == names.Count, path, string.Join(", ", names), "通道名称各不相同", "channel names that differ");
        Times(options, path, errors);
    }

    private static void Times(CallOptions options, string path, ConfigurationErrors errors)
    {
        Within(options.RestartMinutes is > 0 and <= 60, options.RestartMinutes, "restartMinutes", "0 < x ≤ 60");
        Within(options.RemindMinutes is > 0 and <= 1440, options.RemindMinutes, "remindMinutes", "0 < x ≤ 1440");
        Within(options.RemindRedMinutes is > 0 and <= 1440, options.RemindRedMinutes, "remindRedMinutes", "0 < x ≤ 1440");
        Within(options.Attempts is >= 1 and <= 10, options.Attempts, "attempts", "1–10");
        Within(options.RetrySeconds is >= 1 and <= 60, options.RetrySeconds, "retrySeconds", "1–60");
        Within(options.AnswerLinkHours is >= 1 and <= 72, options.AnswerLinkHours, "answerLinkHours", "1–72");
        Within(options.Parallel is >= 1 and <= 64, options.Parallel, "parallel", "1–64");
        Within(options.PeoplePerStep is >= 1 and <= 50, options.PeoplePerStep, "peoplePerStep", "1–50");
        errors.Require(options.OfficeFrom < options.OfficeTo, $"{path}.officeTo", options.OfficeTo, "晚于 officeFrom", "later than officeFrom");
        errors.Require(
            options.PublicAddress is null || (Uri.TryCreate(options.PublicAddress, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"), $"{path}.publicAddress",
            options.PublicAddress, "http 或 https 地址", "an http or https address");

        void Within(bool ok, object found, string name, string range) => errors.Require(ok, $"{path}.{name}", found, range, range);
    }

    private static void Plan(PlanOptions plan, string path, ConfigurationErrors errors)
    {
        errors.Require(plan.Steps.Count is > 0 and <= 20, $"{path}.steps", plan.Steps.Count, "1 到 20 步", "1 to 20 steps");
        errors.Require(plan.Needed is >= 1 and <= 10, $"{path}.needed", plan.Needed, "1 到 10", "1 to 10");
        for (var index = 0; index < plan.Steps.Count; index++)
        {
            var (step, at) = (plan.Steps[index], $"{path}.steps[{index}]");
            var least = index == 0 ? 0 : plan.Steps[index - 1].AfterMinutes;
            errors.Require(step.AfterMinutes >= least && step.AfterMinutes <= 1440, $"{at}.afterMinutes", step.AfterMinutes, "不早于上一步，最多 1440", "not before the step before, at most 1440");
            errors.Require(step.Roles is { Count: > 0 }, $"{at}.roles", step.Roles?.Count, "至少一个角色", "at least one role");
            errors.Require(step.Channels is { Count: > 0 } && step.Channels.All(s_channels.Contains), $"{at}.channels", string.Join(",", step.Channels ?? []), string.Join(" ", s_channels), string.Join(" ", s_channels));
        }
    }

    private static void Each<T>(IReadOnlyList<T> all, string path, Action<T, string, ConfigurationErrors> validate, ConfigurationErrors errors)
    {
        for (var index = 0; index < all.Count; index++)
        {
            validate(all[index], $"{path}[{index}]", errors);
        }
    }
}
