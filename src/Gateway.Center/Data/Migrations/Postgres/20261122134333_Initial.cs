using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Gateway.Center.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Initial : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Family",
                table: "warnings",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<string>(
                name: "Zone",
                table: "warnings",
                type: "text",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<bool>(
                name: "IsHistorical",
                table: "incidents",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "LastWarningAt",
                table: "incidents",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "TouchedAt",
                table: "incidents",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "WarningCount",
                table: "incidents",
                type: "integer",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "county_hints",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    LastAt = table.Column<long>(type: "bigint", nullable: false),
                    Sites = table.Column<string>(type: "text", nullable: false),
                    Incidents = table.Column<string>(type: "text", nullable: false),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_county_hints", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "drills",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "text", nullable: false),
                    Title = table.Column<string>(type: "text", nullable: false),
                    Scenario = table.Column<string>(type: "text", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Result = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_drills", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "incident_numbers",
                columns: table => new
                {
                    Day = table.Column<string>(type: "text", nullable: false),
                    Last = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incident_numbers", x => x.Day);
                });

            migrationBuilder.CreateTable(
                name: "instructions",
                columns: table => new
                {
                    IncidentId = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    DoneAt = table.Column<long>(type: "bigint", nullable: true),
                    DoneBy = table.Column<string>(type: "text", nullable: true),
                    Feedback = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_instructions", x => new { x.IncidentId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "proofs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "text", nullable: false),
                    IncidentId = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    Result = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_proofs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "site_alarms",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    AlarmId = table.Column<string>(type: "text", nullable: false),
                    PointId = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<byte>(type: "smallint", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_site_alarms", x => new { x.SiteId, x.EdgeId, x.AlarmId });
                });

            migrationBuilder.CreateTable(
                name: "standing_points",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    PointId = table.Column<string>(type: "text", nullable: false),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false),
                    IncidentId = table.Column<string>(type: "text", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    AlarmId = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<string>(type: "text", nullable: false),
                    DecidedTime = table.Column<long>(type: "bigint", nullable: false),
                    AcknowledgedAtSite = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_standing_points", x => new { x.SiteId, x.EdgeId, x.PointId, x.IsDrill });
                });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_OpenedAt",
                table: "incidents",
                column: "OpenedAt");

            migrationBuilder.CreateIndex(
                name: "IX_county_hints_LastAt",
                table: "county_hints",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_drills_EndedAt",
                table: "drills",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_proofs_State",
                table: "proofs",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_site_alarms_State",
                table: "site_alarms",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_standing_points_IncidentId",
                table: "standing_points",
                column: "IncidentId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "county_hints");

            migrationBuilder.DropTable(
                name: "drills");

            migrationBuilder.DropTable(
                name: "incident_numbers");

            migrationBuilder.DropTable(
                name: "instructions");

            migrationBuilder.DropTable(
                name: "proofs");

            migrationBuilder.DropTable(
                name: "site_alarms");

            migrationBuilder.DropTable(
                name: "standing_points");

            migrationBuilder.DropIndex(
                name: "IX_incidents_OpenedAt",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "Family",
                table: "warnings");

            migrationBuilder.DropColumn(
                name: "Zone",
                table: "warnings");

            migrationBuilder.DropColumn(
                name: "IsHistorical",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "LastWarningAt",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "TouchedAt",
                table: "incidents");

            migrationBuilder.DropColumn(
                name: "WarningCount",
                table: "incidents");
        }
    }
}
