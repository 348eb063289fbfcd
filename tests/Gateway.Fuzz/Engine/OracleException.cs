namespace Gateway.Fuzz.Engine;

/// <summary>A promise of the parser was broken without an exception of its own.</summary>
public sealed class OracleException(string message) : Exception(message);
