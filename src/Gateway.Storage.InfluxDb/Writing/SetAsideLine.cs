namespace Gateway.Storage.InfluxDb.Writing;

/// <param name="Time">When it was set aside, UTC.</param>
/// <param name="Line">The line as sent; empty when the server refused lines without saying which.</param>
/// <param name="Reason">Why, in the words of our check or of the server.</param>
public sealed record SetAsideLine(DateTimeOffset Time, string Line, string Reason);
