using Gateway.Center.Ledger;
using Gateway.Core.Measurements;

namespace Gateway.Center.Clocks;

/// <summary>Reporting clocks and reports in words.</summary>
internal sealed class ClockLedgerWords : ILedgerWords
{
    public IReadOnlyDictionary<string, LocalizedText> Names { get; } = new Dictionary<string, LocalizedText>(StringComparer.Ordinal)
    {
        ["clock.started"] = new("报送计时开始", "reporting clock started"),
        ["clock.warned"] = new("报送临近时限", "report nearly due"),
        ["clock.overdue"] = new("报送超时", "report overdue"),
        ["clock.met"] = new("报送完成", "report made"),
        ["report.saved"] = new("保存报告", "report saved"),
        ["report.queued"] = new("报告待发送", "report queued"),
        ["report.sent"] = new("报告已发送", "report sent"),
        ["report.failed"] = new("报告未能发送", "report not sent"),
    };
}
