using System.Text.Encodings.Web;
using System.Text.Json;

namespace Gateway.Faults.Running;

/// <summary>The sum over all runs, as it is written to <c>report.json</c>.</summary>
internal sealed class Report
{
    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly SortedDictionary<string, int> _faults = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, KindFigures> _kinds = new(StringComparer.Ordinal);
    private readonly List<FailedRun> _failures = [];
    private readonly List<PlantTried> _plants = [];

    public int Runs { get; private set; }

    public long Obligations { get; private set; }

    public long Delivered { get; private set; }

    public long Lost { get; private set; }

    public long Doubled { get; private set; }

    public long Complaints { get; private set; }

    /// <summary>Nothing lost, doubled or complained of, every planted defect caught, and something was run at all.</summary>
    public bool IsClean => Lost + Doubled + Complaints == 0 && _plants.TrueForAll(plant => plant.Finding is not null) && Runs + _plants.Count > 0;

    public void Add(string kind, int seed, Judgement judgement)
    {
        Runs++;
        Obligations += judgement.Obligations;
        Delivered += judgement.Delivered;
        Lost += judgement.Lost.Count;
        Doubled += judgement.Doubled.Count;
        Complaints += judgement.Complaints.Count;
        foreach (var (fault, strikes) in judgement.Faults)
        {
            _faults[fault] = _faults.GetValueOrDefault(fault) + strikes;
        }

        if (!_kinds.TryGetValue(kind, out var figures))
        {
            figures = _kinds[kind] = new KindFigures();
        }

        figures.Add(judgement);
        if (!judgement.IsClean)
        {
            _failures.Add(new FailedRun(kind, seed, judgement.Lost, judgement.Doubled, judgement.Complaints));
        }
    }

    /// <param name="finding">By what the judge noticed; null when it did not.</param>
    public void AddPlant(string kind, string plant, int attempts, string? finding) => _plants.Add(new PlantTried(kind, plant, attempts, finding));

    public string Summary() =>
        $"{Runs} runs, {_faults.Values.Sum()} faults of {_faults.Count} kinds, {Obligations} obligations, {Delivered} delivered, {Lost} lost, {Doubled} doubled, "
        + $"{Complaints} complaints; planted: {_plants.Count} tried, {_plants.Count(plant => plant.Finding is not null)} caught";

    public void Write(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        File.WriteAllText(path, ToJson());
    }

    public string ToJson() => JsonSerializer.Serialize(
        new
        {
            Runs, Faults = _faults, Obligations, Delivered, Lost, Doubled, Complaints,
            Planted = new { Tried = _plants.Count, Caught = _plants.Count(plant => plant.Finding is not null), Plants = _plants },
            Kinds = _kinds,
            Failures = _failures,
        },
        s_json);
}
