using System.Globalization;

namespace Gateway.Conventions.Tests.Requirements;

/// <summary>
/// What the founding documents demand, by number: all items of the catalogue that a system can do something about, all numbers, and the named systems
/// it must or may exchange with. Counted here, so that no row can quietly leave the map.
/// </summary>
public static class RequirementIds
{
    private static readonly string[] s_groups =
    [
        "GAS 1-13 except 7",
        "MHS 1-14 except 12,13",
        "OIL 1-3",
        "DST 1-6 except 5",
        "NH3 1-2",
        "CSP 1-10 except 9",
        "MET 1-6 except 4,5",
        "UGS 1-12 except 9",
        "COA 1-11 except 3,4,7,8,9,10",
        "SLP 1-9 except 4,5,6",
        "PWR 1-5 except 3,4",
        "FIR 1-17 except 9,13",
        "ENE 1-3",
        "PIP 1-9 except 5,8",
        "CON 1-10 except 7,8,9",
        "NAT 1-13 except 2,7",
        "ENV 1-7 except 6",
        "ELV 1-4",
        "WLD 1-6",
        "VEH 1-7 except 5",
        "EXP 1-6",
        "PUB 1-4 except 2",
        "ELE 1-3 except 2",
        "PPL 1-4",
        "LIF 1-5",
        "TIR 1-32 except 27,28,30",
        "LOP 1-36 except 31,33",
        "REP 1-21 except 10,11,12,17,18,19,20",
        "NET 1-22 except 6,15,19",
        "DUT 1-14 except 7,10,12",
        "DUA 1-11 except 10",
        "AUT 1-10 except 5,6,7,8",
        "ORG 1-31 except 19,20,21,24",
        "FOR 1-20 except 9,11,18",
        "COV 1-20 except 14,15",
        "DRL 1-3",
        "OTH 1-32 except 8,9,10,13,14,16,20,21,29,30",
        "NUM 1-61",
        "SYS 1-80 except 12,30,32,33,42,43,46,47,49,50,55,56,63,67,69,70,71,72,73,76,77,78,79",
    ];

    /// <summary>Every id, in the order of the catalogue: <c>GAS-01</c> and so on.</summary>
    public static IReadOnlyList<string> All { get; } = [.. s_groups.SelectMany(Of)];

    private static IEnumerable<string> Of(string group)
    {
        var words = group.Split(' ');
        var last = Number(words[1].Split('-')[1]);
        var left = words.Length > 2 ? words[3].Split(',').Select(Number).ToHashSet() : [];
        return Enumerable.Range(1, last).Where(n => !left.Contains(n)).Select(n => $"{words[0]}-{n:00}");
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
