using System.Globalization;

namespace Gateway.Load.Summary;

/// <summary>The summary as a table: figures that have a bar first, with whether it is reached; then the others.</summary>
internal static class ClosingTable
{
    private const string Row = "{0,-32} {1,14} {2,14} {3,8}  {4,-14} {5,-22} {6}";

    public static void Write(IReadOnlyDictionary<string, Figure> figures, TextWriter to)
    {
        to.WriteLine(Row, "figure", "value", "reference", "ratio", "unit", "bar", "");
        foreach (var bar in Bars.All)
        {
            Write(bar.Name, figures.GetValueOrDefault(bar.Name), Text(bar), Verdict(bar, figures), to);
        }

        foreach (var (name, figure) in figures.Where(f => Bars.All.All(b => b.Name != f.Key)))
        {
            Write(name, figure, "", "", to);
        }
    }

    private static void Write(string name, Figure? figure, string bar, string verdict, TextWriter to) => to.WriteLine(
        Row, name, Number(figure?.Value), Number(figure?.Reference), Number(figure?.Ratio), figure?.Unit ?? "-", bar, verdict);

    private static string Text(Bar bar)
    {
        var measured = bar.Measured switch { Measured.Ratio => "ratio ", Measured.Times => $"/ {bar.TimesOf} ", _ => "" };
        return $"{measured}{(bar.Side == Side.AtLeast ? ">=" : "<=")} {Number(bar.Limit)}";
    }

    private static string Verdict(Bar bar, IReadOnlyDictionary<string, Figure> figures) =>
        bar.Of(figures) is not { } number ? "not measured" : bar.IsReached(number) ? "reached" : "NOT REACHED";

    private static string Number(double? value) => value switch
    {
        null => "-",
        >= 1000 or <= -1000 => value.Value.ToString("N0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.###", CultureInfo.InvariantCulture),
    };
}
