using Gateway.Core.Alarms;
using Gateway.Core.Conditions;
using Gateway.Core.Measurements;
using Gateway.Pipeline;
using Gateway.Pipeline.Ports;

namespace Gateway.Edge.Composition;

/// <summary>
/// Ends the alarms of an earlier run whose rule the configuration no longer has. Without a record they would stand for ever in the
/// journal, and nobody could tell later why they stopped.
/// </summary>
internal static class OrphanAlarms
{
    private static readonly LocalizedText Text = new(
        "停机期间规则已修改或删除，报警随之撤销", "the rule was changed or removed while the gateway stood still; the alarm is withdrawn");

    /// <summary>Before the pipeline starts: the log takes batches of one task only.</summary>
    public static void Withdraw(IReadOnlyList<AlarmRecord> orphans, GatewayPipeline pipeline, IDurableLog log, long now)
    {
        var standing = orphans.Where(orphan => orphan.State != AlarmState.Normal).ToList();
        if (standing.Count == 0)
        {
            return;
        }

        var batch = pipeline.Rent(0);
        try
        {
            batch.Transitions.AddRange(standing.Select(orphan => Ending(orphan, now)));
            log.Append([batch]);
        }
        catch (DurableLogException)
        {
            // The log has told it; the next start finds the same orphans.
        }
        finally
        {
            pipeline.Return(batch);
        }
    }

    private static AlarmTransition Ending(AlarmRecord orphan, long now)
    {
        // Never before the change it follows, also when the clock was put back.
        var at = Math.Max(now, orphan.ChangedTime + 1);
        return new AlarmTransition
        {
            Id = $"{orphan.AlarmId}@{at}/{AlarmEvent.RuleChanged}", AlarmId = orphan.AlarmId, Point = -1, PointId = orphan.PointId,
            Kind = orphan.Kind, Tier = orphan.Tier, Event = AlarmEvent.RuleChanged, From = orphan.State, To = AlarmState.Normal,
            EventTime = at, DecidedTime = now,
            Reason = new AlarmReason
            {
                Kind = orphan.Kind, Value = double.NaN, Quality = Quality.Uncertain, Since = at,
                Basis = new RuleBasis(orphan.AlarmId, "", "", "removed"), Text = Text,
            },
        };
    }
}
