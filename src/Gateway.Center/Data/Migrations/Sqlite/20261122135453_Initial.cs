using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gateway.Center.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alarm_standings",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    AlarmId = table.Column<string>(type: "TEXT", nullable: false),
                    PointId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<string>(type: "TEXT", nullable: false),
                    Since = table.Column<long>(type: "INTEGER", nullable: false),
                    Until = table.Column<long>(type: "INTEGER", nullable: true),
                    Actor = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_standings", x => new { x.SiteId, x.EdgeId, x.AlarmId });
                });

            migrationBuilder.CreateTable(
                name: "danger_proposals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    IncidentId = table.Column<string>(type: "TEXT", nullable: true),
                    PointId = table.Column<string>(type: "TEXT", nullable: true),
                    WhyZh = table.Column<string>(type: "TEXT", nullable: false),
                    WhyEn = table.Column<string>(type: "TEXT", nullable: false),
                    At = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    DecidedBy = table.Column<string>(type: "TEXT", nullable: true),
                    Dismissal = table.Column<string>(type: "TEXT", nullable: true),
                    DangerId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_danger_proposals", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hidden_dangers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    PointId = table.Column<string>(type: "TEXT", nullable: true),
                    IncidentId = table.Column<string>(type: "TEXT", nullable: true),
                    IsDrill = table.Column<bool>(type: "INTEGER", nullable: false),
                    FoundAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Source = table.Column<int>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Grade = table.Column<int>(type: "INTEGER", nullable: false),
                    Cause = table.Column<string>(type: "TEXT", nullable: true),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ListingDueAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReviewAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    ProposedEscalation = table.Column<int>(type: "INTEGER", nullable: false),
                    OverdueNotedFor = table.Column<long>(type: "INTEGER", nullable: true),
                    Repeats = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hidden_dangers", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "prejudgement_sheets",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Cadence = table.Column<int>(type: "INTEGER", nullable: false),
                    UnitId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: true),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Sections = table.Column<string>(type: "TEXT", nullable: false),
                    Judgement = table.Column<string>(type: "TEXT", nullable: false),
                    Measures = table.Column<string>(type: "TEXT", nullable: false),
                    Participants = table.Column<string>(type: "TEXT", nullable: false),
                    Signatures = table.Column<string>(type: "TEXT", nullable: false),
                    IsLate = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_prejudgement_sheets", x => x.Id);
                });

            migrationBuilder.CreateIndex(
                name: "IX_danger_proposals_DecidedAt",
                table: "danger_proposals",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_hidden_dangers_IncidentId",
                table: "hidden_dangers",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_hidden_dangers_SiteId_FoundAt",
                table: "hidden_dangers",
                columns: new[] { "SiteId", "FoundAt" });

            migrationBuilder.CreateIndex(
                name: "IX_hidden_dangers_State_DueAt",
                table: "hidden_dangers",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_prejudgement_sheets_Cadence_From",
                table: "prejudgement_sheets",
                columns: new[] { "Cadence", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_prejudgement_sheets_State_DueAt",
                table: "prejudgement_sheets",
                columns: new[] { "State", "DueAt" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarm_standings");

            migrationBuilder.DropTable(
                name: "danger_proposals");

            migrationBuilder.DropTable(
                name: "hidden_dangers");

            migrationBuilder.DropTable(
                name: "prejudgement_sheets");
        }
    }
}
