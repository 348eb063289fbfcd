using Gateway.Core.Warnings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Calls;

/// <summary>Where the calling for an incident stands.</summary>
public enum CallState
{
    /// <summary>People are being called.</summary>
    Running = 1,

    /// <summary>As many as needed have answered; they are reminded while the warning stands.</summary>
    Answered = 2,

    Ended = 3,
}

/// <summary>The calling of people for one incident. There is one for each incident at most.</summary>
public sealed class Call
{
    /// <summary><c>call-{incident}</c>.</summary>
    public required string Id { get; init; }

    public required string IncidentId { get; init; }

    public required string SiteId { get; init; }

    public required string UnitPath { get; init; }

    /// <summary>Of the site, kept with the call for the scope of departments.</summary>
    public string? Industry { get; init; }

    /// <summary>Tier the people are called for.</summary>
    public required WarningTier Tier { get; set; }

    public CallState State { get; set; } = CallState.Running;

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Beginning of the plan that runs; a raise begins anew.</summary>
    public DateTimeOffset PlanAt { get; set; }

    /// <summary>JSON of the plan it was begun with, so that a change of the configuration does not change a running call.</summary>
    public required string Plan { get; set; }

    public int Needed { get; set; }

    /// <summary>Steps of the plan taken so far.</summary>
    public int Level { get; set; }

    /// <summary>How often it began again at the duty officer.</summary>
    public int Round { get; set; }

    /// <summary><see cref="StepNumber"/> when the plan began; answers to messages up to it do not count.</summary>
    public int PlanStepNumber { get; set; }

    /// <summary>Counts every step ever taken; the messages of one step bear its number.</summary>
    public int StepNumber { get; set; }

    /// <summary>When the next step or reminder is due; null = nothing more is.</summary>
    public DateTimeOffset? NextAt { get; set; }

    /// <summary>When a step last found nobody who could be called; null = never.</summary>
    public DateTimeOffset? NobodyAt { get; set; }

    public DateTimeOffset? AnsweredAt { get; set; }

    public DateTimeOffset? EndedAt { get; set; }

    public required bool IsDrill { get; init; }

    public required bool IsProof { get; init; }

    public static string IdOf(string incidentId) => $"call-{incidentId}";
}

internal sealed class CallTable : IEntityTypeConfiguration<Call>, IEntityTypeConfiguration<CallLeg>, IEntityTypeConfiguration<AnswerToken>
{
    public void Configure(EntityTypeBuilder<Call> builder)
    {
        builder.ToTable("calls").HasKey(call => call.Id);
        builder.Property(call => call.UnitPath).HasMaxLength(600);
        builder.HasIndex(call => call.IncidentId).IsUnique();
        builder.HasIndex(call => new { call.State, call.NextAt });
    }

    public void Configure(EntityTypeBuilder<CallLeg> builder)
    {
        builder.ToTable("call_legs").HasKey(leg => leg.Id);
        builder.HasIndex(leg => leg.CallId);
        builder.HasIndex(leg => new { leg.State, leg.ChannelName, leg.NextAttemptAt });
        builder.HasIndex(leg => new { leg.ChannelName, leg.Receipt });
    }

    public void Configure(EntityTypeBuilder<AnswerToken> builder)
    {
        builder.ToTable("answer_tokens").HasKey(token => token.Hash);
        builder.HasIndex(token => token.ExpiresAt);
    }
}
