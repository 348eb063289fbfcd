namespace Gateway.Notifications.Cap;

public static class CapRules
{
    public static bool IsToken(string text) => text.Length is > 0 and <= 200 && !text.Any(c => char.IsWhiteSpace(c) || c is ',' or '<' or '&');
}
