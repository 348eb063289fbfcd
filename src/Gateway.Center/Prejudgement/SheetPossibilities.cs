using System.Text.Json;
using Gateway.Center.Access;
using Gateway.Center.Data;
using Gateway.Center.Prejudgement.Sheets;
using Gateway.Core.Measurements;

namespace Gateway.Center.Prejudgement;

/// <summary>What an account can do with a sheet as it stands.</summary>
internal static class SheetPossibilities
{
    public static LocalizedText Stands { get; } = new("已签字，不能再改", "it is signed and can no longer be changed");

    public static PossibleActs Of(Sheet sheet, CurrentUser user)
    {
        var owns = Owns(user, sheet);
        return PossibleActs.Of([("edit", owns, sheet.State == SheetState.Signed ? Stands : null), ("sign", owns, WhyNotSign(sheet, user))]);
    }

    /// <summary>Null when the account can sign what is written.</summary>
    public static LocalizedText? WhyNotSign(Sheet sheet, CurrentUser user) =>
        string.IsNullOrWhiteSpace(sheet.Judgement) || string.IsNullOrWhiteSpace(sheet.Measures) ? new("签字前须填写研判意见和措施", "judgement and measures are written before signing")
        : SignaturesOf(sheet).Any(signature => signature.By == user.Account) ? new("本人已签字", "this account has signed it already")
        : null;

    public static IReadOnlyList<SheetSignature> SignaturesOf(Sheet sheet) =>
        JsonSerializer.Deserialize<IReadOnlyList<SheetSignature>>(sheet.Signatures, CenterJson.Options) ?? [];

    /// <summary>The unit of the account is the unit of the sheet; the county also signs what is made for the county, an enterprise the days of its sites.</summary>
    internal static bool Owns(CurrentUser user, Sheet sheet) => user.May(CenterAct.SignPrejudgement) && (sheet.UnitPath == user.ScopePath || sheet.Cadence switch
    {
        SheetCadence.Day => user.Role == CenterRole.Enterprise,
        SheetCadence.Month or SheetCadence.Consultation => user.Role is CenterRole.DutyOfficer or CenterRole.DutyLeader or CenterRole.Department,
        _ => false,
    });
}
