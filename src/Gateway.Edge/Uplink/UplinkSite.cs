using Gateway.Contracts.V1.Link;
using Gateway.Storage.Sqlite.Log;

namespace Gateway.Edge.Uplink;

/// <summary>What the link needs of the gateway it stands in.</summary>
/// <param name="Id">Of the site.</param>
/// <param name="Table">What stands at the site now.</param>
/// <param name="Record">Keeps an event of the gateway itself.</param>
internal sealed record UplinkSite(
    string Id, string DataFolder, SqliteDurableLog Log, Func<TableMessage> Table, Action<string, Core.Measurements.LocalizedText> Record);
