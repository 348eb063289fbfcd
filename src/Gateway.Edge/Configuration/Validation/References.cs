namespace Gateway.Edge.Configuration.Validation;

/// <summary>Which references can be checked: false where some of the ids they may mean cannot be read and have been told.</summary>
internal sealed record References(bool Devices, bool Outputs, bool Connections);
