namespace Gateway.Fuzz.Engine;

/// <summary>Runs a target on one input and judges what came of it.</summary>
internal sealed class Executor(FuzzTarget target)
{
    /// <returns>The behaviour, or the finding; never both.</returns>
    public (string Behaviour, Finding? Finding) Run(byte[] input)
    {
        var (behaviour, finding) = RunOnce(input);

        // What is made once (tables, compiled patterns, connections) is no cost of the input.
        return finding?.Kind == FindingKind.Memory ? RunOnce(input) : (behaviour, finding);
    }

    private (string Behaviour, Finding? Finding) RunOnce(byte[] input)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        string behaviour;
        try
        {
            behaviour = target.Execute(input);
        }
        catch (OracleException broken)
        {
            return ("", new Finding(FindingKind.Oracle, "oracle: " + Oracle.Shape(broken.Message), broken.Message, input));
        }
        catch (Exception error)
        {
            return ("", new Finding(FindingKind.Exception, KeyOf(error), error.ToString(), input));
        }

        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        var allowed = target.AllowedBytes + ((long)target.AllowedBytesPerByte * input.Length);
        return allocated > allowed
            ? ("", new Finding(FindingKind.Memory, "memory", $"{allocated} bytes allocated for an input of {input.Length}; {allowed} are allowed", input))
            : (behaviour, null);
    }

    /// <summary>Type and the first place of ours: the same mistake reached by other ways is one finding.</summary>
    private static string KeyOf(Exception error)
    {
        var place = (error.StackTrace ?? "").Split('\n').FirstOrDefault(line => line.Contains("Gateway.", StringComparison.Ordinal) && !line.Contains("Gateway.Fuzz", StringComparison.Ordinal))
            ?? (error.StackTrace ?? "").Split('\n')[0];
        var name = place.Trim();
        var end = name.IndexOf('(', StringComparison.Ordinal);
        return $"{error.GetType().Name} {(end > 0 ? name[..end] : name)}";
    }
}
