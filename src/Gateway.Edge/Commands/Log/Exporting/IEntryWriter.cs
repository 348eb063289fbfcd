namespace Gateway.Edge.Commands.Log.Exporting;

/// <summary>Writes lines in one form.</summary>
internal interface IEntryWriter : IDisposable
{
    void Write(in ExportedLine line);

    void Flush();
}
