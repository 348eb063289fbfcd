namespace Gateway.Center.Clocks.Sending;

/// <summary>Body of <c>POST /clocks/{id}/send</c>.</summary>
/// <param name="Version">Which saved text; null = the newest.</param>
/// <param name="Recipients">Ids; null or empty = all of the clock that have not got one yet.</param>
/// <param name="Noted">Set when a person has sent it (fax, telephone, in person); needed for recipients without a channel of the center.</param>
internal sealed record SendRequest(int? Version, IReadOnlyList<string>? Recipients, NotedSending? Noted);

/// <param name="How">fax, telephone, by hand …</param>
/// <param name="At">When it was handed over; null = now. Not before the confirmation and not in the future.</param>
/// <param name="Receipt">Who took it, or its number there.</param>
internal sealed record NotedSending(string? How, DateTimeOffset? At, string? Receipt);
