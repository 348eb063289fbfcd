using System.Text.Json;
using Gateway.Contracts.V1.Link;
using Gateway.Edge.Files;

namespace Gateway.Edge.Uplink.Commands;

/// <summary>The newest commands and what became of them, over a restart. Called by one task.</summary>
/// <param name="name">Of the file.</param>
internal sealed class CommandMemory(string folder, string name = CommandMemory.Acts)
{
    /// <summary>Older ones are forgotten; the center lets a command expire long before.</summary>
    public const int Most = 1_000;

    public const string Acts = "commands.state";
    public const string Questions = "questions.state";

    private readonly string _path = Path.Combine(folder, name);
    private readonly List<CommandAnswer> _answers = Load(Path.Combine(folder, name));

    /// <summary>What became of it; null when it never came.</summary>
    public CommandAnswer? Find(string id) => _answers.Find(answer => answer.Id == id);

    /// <summary>Keeps it, in the place of what was known of that command.</summary>
    public void Keep(CommandAnswer answer)
    {
        _answers.RemoveAll(other => other.Id == answer.Id);
        _answers.Add(answer);
        _answers.RemoveRange(0, Math.Max(0, _answers.Count - Most));
        CheckedFile.Save(_path, JsonSerializer.SerializeToUtf8Bytes(_answers, JsonSerializerOptions.Web));
    }

    private static List<CommandAnswer> Load(string path) =>
        CheckedFile.Load(path) is { } bytes ? JsonSerializer.Deserialize<List<CommandAnswer>>(bytes, JsonSerializerOptions.Web) ?? [] : [];
}
