using Gateway.Edge.Limits;
using Gateway.Edge.Traffic;

namespace Gateway.Edge.Api;

/// <summary>What the API speaks with beside the general view of the site.</summary>
public sealed record ApiParts(AlarmBook Alarms, SiteStanding Standing, TrafficFeed Traffic, LimitKeeper Limits);
