using Gateway.Core.Measurements;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Gateway.Center.Warnings.Acts;

/// <summary>What the county orders at a site (TIR-17, TIR-18). The numbers are stored.</summary>
public enum InstructionKind
{
    StopWork = 1,
    WithdrawPeople = 2,
    Evacuate = 3,
    StopSupply = 4,
    StopTraffic = 5,
    ClosePlace = 6,
    CheckOnSite = 7,
    Other = 8,
}

/// <summary>An order on an incident, to the unit of the site, with the report of its execution.</summary>
public sealed class Instruction
{
    public required string IncidentId { get; init; }

    /// <summary>1, 2, 3 … within the incident.</summary>
    public required int Number { get; init; }

    public required InstructionKind Kind { get; init; }

    public required string Text { get; init; }

    /// <summary>Unit it goes to.</summary>
    public required string UnitPath { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>Account.</summary>
    public required string By { get; init; }

    /// <summary>When the execution was reported; null = not yet.</summary>
    public DateTimeOffset? DoneAt { get; set; }

    public string? DoneBy { get; set; }

    public string? Feedback { get; set; }
}

/// <summary>The kinds as people say them.</summary>
public static class InstructionWords
{
    public static LocalizedText Name(InstructionKind kind) => kind switch
    {
        InstructionKind.StopWork => new("停止作业", "stop work"),
        InstructionKind.WithdrawPeople => new("撤出人员", "withdraw people"),
        InstructionKind.Evacuate => new("疏散转移", "evacuate"),
        InstructionKind.StopSupply => new("停供（电、气、料）", "stop supply (power, gas, material)"),
        InstructionKind.StopTraffic => new("交通管控", "stop traffic"),
        InstructionKind.ClosePlace => new("关闭场所", "close the place"),
        InstructionKind.CheckOnSite => new("现场核查", "check on site"),
        _ => new("其他", "other"),
    };
}

internal sealed class InstructionTable : IEntityTypeConfiguration<Instruction>
{
    public void Configure(EntityTypeBuilder<Instruction> builder) =>
        builder.ToTable("instructions").HasKey(instruction => new { instruction.IncidentId, instruction.Number });
}
