using Gateway.Core.Measurements;

namespace Gateway.Center.Evidence.Content;

/// <summary>What a reader who has only the package must know.</summary>
internal static class ReadMe
{
    public static LocalizedText Text { get; } = new(
        """
        证据包

        内容：
          manifest.json      本包的对象、时间范围，以及每个文件的 SHA-256
          ledger.jsonl       台账摘录。与本事件有关的条目完整列出，其余只给摘要，但哈希链完整
          warnings.json      时间范围内的预警，原样
          incidents.json     事件及其叫应、时钟、隐患
          handling.csv       与本站点有关的全部事实，按时间
          roster.csv         值班安排与交接
          site.json points.json rules.json   站点、测点及其限值、作出判断的规则
          samples/           每个测点的原始样本；无数据的时段另起一行（gap）
          completeness.json  完整性说明：已知的空缺一一列出，未证明的不作声明

        核验：warning-center verify --package 文件.zip [--anchors 锚点文件]
        不需要数据库或网络。任何一个字节被改动都会被指出。哈希链到达 manifest.json 中的锚点；
        只有把该锚点与另外保存的锚点（网关、邮件、上级平台）比较，才能证明台账没有被整体重写。

        时间均为 UTC。人员姓名以台账记载为准。
        """,
        """
        Evidence package

        Content:
          manifest.json      what it is about, the window, SHA-256 of every file
          ledger.jsonl       extract of the ledger: entries about the event whole, of all others only the digest; the hash chain is unbroken
          warnings.json      warnings of the window, as received
          incidents.json     incidents with calls, clocks, hidden dangers
          handling.csv       every fact about the site, by time
          roster.csv         duty shifts and hand-overs
          site.json points.json rules.json   the site, its points with limits, the rules that decided
          samples/           raw samples of each point; a stretch without data has a row of its own (gap)
          completeness.json  statement of completeness: known gaps one by one; what is not proved is not claimed

        To check: warning-center verify --package file.zip [--anchors file]
        Needs no database and no network. A single changed byte is named. The chain reaches the anchor in manifest.json; only comparing that anchor with one
        kept elsewhere (gateways, mail, other platforms) proves that the ledger was not written anew as a whole.

        Times are UTC. Names of people are as the ledger has them.
        """);
}
