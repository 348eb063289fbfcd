using Gateway.Center.Calls.Channels;
using Gateway.Center.Calls.People;
using Gateway.Center.Calls.Plans;
using Gateway.Center.Data;
using Gateway.Center.Ingest;
using Gateway.Center.Organisation;
using Gateway.Contracts.V1.Link;
using Microsoft.EntityFrameworkCore;

namespace Gateway.Center.Calls.Engine;

/// <summary>What came of a step.</summary>
public enum StepOutcome
{
    Called = 0,

    /// <summary>Nobody holds the roles, or no channel reaches who does.</summary>
    Nobody = 1,

    /// <summary>Those who hold the roles have answered, or cannot; others are needed.</summary>
    AllAnswered = 2,
}

/// <summary>Makes the messages of a step.</summary>
/// <param name="commands">Empty when no link to gateways is there; then nothing sounds.</param>
public sealed class LegMaker(CallOptions options, CallChannels channels, IEnumerable<IEdgeCommands> commands)
{
    private static readonly string[] s_anyway = ["voice", "sms", "chat", "email"];
    private static readonly TimeSpan s_digest = TimeSpan.FromHours(1);

    /// <summary>Whoever has answered already, be it that he cannot, is not called again by this plan.</summary>
    public async Task<StepOutcome> MakeAsync(CenterWork work, Call call, PlanStep step, int level)
    {
        call.StepNumber++;
        var found = new List<FoundPerson>();
        foreach (var role in step.Roles)
        {
            found.AddRange(await RoleSearch.FindAsync(work.Db, role, call.UnitPath, call.Industry, work.Now, CancellationToken.None));
        }

        var answered = await AnsweredAsync(work, call);
        var people = found.DistinctBy(one => one.Person.Id).Where(one => !answered.Contains(one.Person.Id)).Take(options.PeoplePerStep).ToList();
        var legs = people.SelectMany(one => Of(work, call, step, level, one)).ToList();
        if (step.IsDigest)
        {
            legs = await WithoutToldAsync(work, legs);
        }

        if (step.Channels.Contains(CallChannels.Sounder) && await SoundAsync(work, call, on: true))
        {
            legs.Add(Leg(work, call, level, null, "现场警报器 / site sounder", "site", CallChannels.Sounder));
        }

        work.Db.AddRange(legs);
        return legs.Exists(CallLegs.IsCalling) || (step.IsDigest && people.Count > 0) ? StepOutcome.Called
            : found.Count > 0 && people.Count == 0 ? StepOutcome.AllAnswered : StepOutcome.Nobody;
    }

    /// <summary>The last resort: the duty desk of the county, on whose console it stands and sounds.</summary>
    public static void Desk(CenterWork work, Call call) => work.Db.Add(Leg(work, call, 0, null, "县值班席 / county duty desk", "county-duty", CallChannels.Console));

    /// <summary>Tells those who answered once more.</summary>
    public async Task RemindAsync(CenterWork work, Call call, IReadOnlyList<CallLeg> answered)
    {
        call.StepNumber++;
        Desk(work, call);
        foreach (var one in answered.Where(leg => leg.PersonId is not null).DistinctBy(leg => leg.PersonId))
        {
            if (await work.Db.FindAsync<Person>(one.PersonId) is { IsActive: true } person)
            {
                work.Db.AddRange(Of(work, call, new PlanStep(0, [], ["console", "sms", "chat", "email"]), 0, new FoundPerson(person, one.Role), isReminder: true));
            }
        }
    }

    /// <returns>False when no gateway can be told, and in drills and proofs, which must not frighten the people at the site.</returns>
    public async Task<bool> SoundAsync(CenterWork work, Call call, bool on)
    {
        if (call.IsDrill || call.IsProof || commands.FirstOrDefault() is not { } edge)
        {
            return false;
        }

        await edge.SendAsync(work, call.SiteId, null, new CommandMessage
        {
            Id = $"{call.Id}-{call.StepNumber}-{(on ? "on" : "off")}", Kind = "sound", SentAt = work.Now, ExpiresAt = work.Now.AddMinutes(30), On = on, Reason = call.IncidentId,
        });
        return true;
    }

    private IEnumerable<CallLeg> Of(CenterWork work, Call call, PlanStep step, int level, FoundPerson found, bool isReminder = false)
    {
        var legs = Over(work, call, step.Channels, level, found, isReminder).ToList();
        if (legs.Exists(CallLegs.IsCalling) || isReminder)
        {
            return legs;
        }

        // None of the plan's channels reaches this person: any that does is better than none.
        var anyway = s_anyway.FirstOrDefault(kind => channels.First(kind) is not null && CallChannels.AddressOf(found.Person, kind) is not null);
        return anyway is null ? legs : [.. legs, .. Over(work, call, [anyway], level, found, isReminder)];
    }

    private IEnumerable<CallLeg> Over(CenterWork work, Call call, IEnumerable<string> kinds, int level, FoundPerson found, bool isReminder)
    {
        // Whoever sits at the console sees it there whatever the plan says.
        var all = RoleChain.SitsAtConsole(found.Role) ? kinds.Append(CallChannels.Console).Distinct() : kinds;
        foreach (var kind in all.Where(kind => kind != CallChannels.Sounder))
        {
            if (kind == CallChannels.Console)
            {
                yield return Leg(work, call, level, found.Person, found.Person.Name, found.Role, kind, isReminder: isReminder);
            }
            else if (channels.First(kind) is { } channel && CallChannels.AddressOf(found.Person, kind) is { } address)
            {
                yield return Leg(work, call, level, found.Person, found.Person.Name, found.Role, kind, channel.Name, address, isReminder);
            }
        }
    }

    private static CallLeg Leg(
        CenterWork work, Call call, int level, Person? person, string name, string role, string channel, string channelName = "", string address = "", bool isReminder = false)
    {
        // Console and sounder need no sending: they go out with the commit.
        var isThere = channelName.Length == 0;
        return new CallLeg
        {
            Id = Guid.NewGuid().ToString("N"), CallId = call.Id, Level = level, StepNumber = call.StepNumber, PersonId = person?.Id, Name = name, Role = role, Channel = channel,
            ChannelName = channelName, Address = address, Tier = call.Tier, IsReminder = isReminder, QueuedAt = work.Now, NextAttemptAt = work.Now,
            State = isThere ? LegState.Sent : LegState.Queued, SentAt = isThere ? work.Now : null, Attempts = isThere ? 1 : 0,
        };
    }

    private static async Task<HashSet<string?>> AnsweredAsync(CenterWork work, Call call) =>
        [.. (await CallLegs.OfAsync(work, call.Id)).Where(leg => leg.State == LegState.Answered && leg.StepNumber > call.PlanStepNumber).SelectMany(leg => new[] { leg.PersonId, leg.AnsweredBy })];

    private static async Task<List<CallLeg>> WithoutToldAsync(CenterWork work, List<CallLeg> legs)
    {
        var since = work.Now - s_digest;
        var people = legs.ConvertAll(leg => leg.PersonId);
        var told = await work.Db.Set<CallLeg>()
            .Where(leg => people.Contains(leg.PersonId) && leg.QueuedAt > since && leg.Tier == Core.Warnings.WarningTier.Blue && leg.ChannelName != "")
            .Select(leg => leg.PersonId + "/" + leg.Channel).ToListAsync();
        return [.. legs.Where(leg => !told.Contains(leg.PersonId + "/" + leg.Channel))];
    }
}
