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
            migrationBuilder.AddColumn<byte>(
                name: "ClockTier",
                table: "edges",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<byte>(
                name: "LinkTier",
                table: "edges",
                type: "INTEGER",
                nullable: false,
                defaultValue: (byte)0);

            migrationBuilder.AddColumn<string>(
                name: "RulePacks",
                table: "edges",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.AddColumn<long>(
                name: "SaidAt",
                table: "edges",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "SilenceS",
                table: "edges",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.AddColumn<string>(
                name: "Zones",
                table: "edges",
                type: "TEXT",
                nullable: false,
                defaultValue: "");

            migrationBuilder.CreateTable(
                name: "county_links",
                columns: table => new
                {
                    Id = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<byte>(type: "INTEGER", nullable: false),
                    DownSince = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_county_links", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "coverage_ranges",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    Epoch = table.Column<string>(type: "TEXT", nullable: false),
                    Lane = table.Column<int>(type: "INTEGER", nullable: false),
                    After = table.Column<long>(type: "INTEGER", nullable: false),
                    UpTo = table.Column<long>(type: "INTEGER", nullable: false),
                    FromTime = table.Column<long>(type: "INTEGER", nullable: false),
                    ToTime = table.Column<long>(type: "INTEGER", nullable: false),
                    Lost = table.Column<string>(type: "TEXT", nullable: true),
                    First = table.Column<long>(type: "INTEGER", nullable: false),
                    EndChain = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_coverage_ranges", x => new { x.SiteId, x.EdgeId, x.Epoch, x.Lane, x.After });
                });

            migrationBuilder.CreateTable(
                name: "edge_commands",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    CreatedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExpiresAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    Outcome = table.Column<string>(type: "TEXT", nullable: true),
                    Why = table.Column<string>(type: "TEXT", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edge_commands", x => new { x.SiteId, x.EdgeId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "told_gaps",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    Epoch = table.Column<string>(type: "TEXT", nullable: false),
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    To = table.Column<long>(type: "INTEGER", nullable: false),
                    Reason = table.Column<string>(type: "TEXT", nullable: false),
                    Readings = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_gaps", x => new { x.SiteId, x.EdgeId, x.Epoch, x.Sequence });
                });

            migrationBuilder.CreateIndex(
                name: "IX_edge_commands_State",
                table: "edge_commands",
                column: "State");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "county_links");

            migrationBuilder.DropTable(
                name: "coverage_ranges");

            migrationBuilder.DropTable(
                name: "edge_commands");

            migrationBuilder.DropTable(
                name: "told_gaps");

            migrationBuilder.DropColumn(
                name: "ClockTier",
                table: "edges");

            migrationBuilder.DropColumn(
                name: "LinkTier",
                table: "edges");

            migrationBuilder.DropColumn(
                name: "RulePacks",
                table: "edges");

            migrationBuilder.DropColumn(
                name: "SaidAt",
                table: "edges");

            migrationBuilder.DropColumn(
                name: "SilenceS",
                table: "edges");

            migrationBuilder.DropColumn(
                name: "Zones",
                table: "edges");
        }
    }
}
