using Gateway.Fuzz.Engine;
using Gateway.Notifications.Cap;

namespace Gateway.Fuzz.Targets.Texts;

/// <summary>CAP 1.2 from outside: an alert that, written again, is read as the same; or errors in both languages.</summary>
internal sealed class CapTarget : FuzzTarget
{
    public override string Name => "cap";

    public override int MaxLength => 8192;

    /// <summary>The framework's reader of XML takes its buffers anew.</summary>
    public override int AllowedBytesPerByte => 2048;

    public override IReadOnlyList<string> Tokens { get; } =
    [
        "<info>", "</info>", "<area>", "<polygon>30,120 31,121 31,120 30,120</polygon>", "<circle>30,120 5</circle>", "<references>a,b,2026-03-02T08:00:00+08:00</references>", "<code>x</code>", "&#0;", "&#xD800;", "&lt;",
        "<![CDATA[", "]]>", "<?xml version=\"1.0\" encoding=\"utf-7\"?>", "<?xml version=\"1.1\" encoding=\"gb2312\"?>", "xmlns=\"x\"", "<expires>2026-03-02T08:00:00+08:00</expires>", "9999-12-31T23:59:59-14:00",
    ];

    public override IEnumerable<byte[]> Seeds() =>
    [
        CapWriter.Write(new CapAlert
        {
            Identifier = "a1", Sender = "county", Sent = new DateTimeOffset(2026, 3, 2, 8, 0, 0, TimeSpan.FromHours(8)), Status = CapStatus.Actual, MessageType = CapMessageType.Alert, Scope = CapScope.Public,
            Codes = ["c"], References = [new CapReference("s", "i", new DateTimeOffset(2026, 3, 1, 8, 0, 0, TimeSpan.FromHours(8)))],
            Infos =
            [
                new CapInfo
                {
                    Language = "zh-CN", Categories = [CapCategory.Geo], Event = "滑坡", Urgency = CapUrgency.Immediate, Severity = CapSeverity.Severe, Certainty = CapCertainty.Likely, Headline = "h",
                    Areas = [new CapArea("甲", [[new CapPoint(30, 120), new CapPoint(31, 120), new CapPoint(31, 121), new CapPoint(30, 120)]], [new CapCircle(new CapPoint(30, 120), 5)], [])],
                },
            ],
        }),
    ];

    public override string Execute(byte[] input)
    {
        if (CapReader.Read(input, out var errors) is not { } alert)
        {
            Oracle.Demand(errors.Count > 0 && errors.All(error => error.Path.Length > 0 && error.Allowed.Zh.Length > 0 && error.Allowed.En.Length > 0), "what is not read has errors in both languages");
            return string.Join('|', errors.Select(error => error.Path + Oracle.Shape(error.Allowed.En)).Distinct().Take(3));
        }

        var written = CapWriter.Write(alert);
        Oracle.Demand(CapReader.Read(written, out var again) is not null, "an alert that was read is written and read again: " + string.Join(';', again));
        return $"alert {alert.Infos.Count} {alert.MessageType} {alert.References.Count}";
    }
}
