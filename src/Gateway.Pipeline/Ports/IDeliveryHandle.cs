namespace Gateway.Pipeline.Ports;

/// <summary>What became of a batch handed to the pipeline.</summary>
public enum DeliveryOutcome
{
    /// <summary>Committed to the durable log; may be acknowledged to the sender.</summary>
    Accepted = 0,

    /// <summary>Not stored and never will be; counted and named. May be acknowledged.</summary>
    Rejected = 1,

    /// <summary>Not stored now; the sender must keep it and send again.</summary>
    Kept = 2,
}

/// <summary>Rides with a batch; told exactly once what became of it. Must return quickly and never throw; called from the log's thread.</summary>
public interface IDeliveryHandle
{
    void Settle(DeliveryOutcome outcome);
}
