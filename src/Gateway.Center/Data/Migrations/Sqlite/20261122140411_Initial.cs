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
                name: "edges",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    StateSince = table.Column<long>(type: "INTEGER", nullable: false),
                    LastSeen = table.Column<long>(type: "INTEGER", nullable: true),
                    ClockOffsetMs = table.Column<double>(type: "REAL", nullable: true),
                    Epoch = table.Column<string>(type: "TEXT", nullable: false),
                    Head = table.Column<long>(type: "INTEGER", nullable: false),
                    HeadTime = table.Column<long>(type: "INTEGER", nullable: true),
                    ProductVersion = table.Column<string>(type: "TEXT", nullable: false),
                    TableHash = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edges", x => new { x.SiteId, x.EdgeId });
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
                name: "incidents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Family = table.Column<string>(type: "TEXT", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Tier = table.Column<byte>(type: "INTEGER", nullable: false),
                    StandingTier = table.Column<byte>(type: "INTEGER", nullable: false),
                    TitleZh = table.Column<string>(type: "TEXT", nullable: false),
                    TitleEn = table.Column<string>(type: "TEXT", nullable: false),
                    OpenedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    RaisedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ClearedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    ReleasedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "TEXT", nullable: true),
                    AccidentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    IsDrill = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsProof = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "ledger",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "INTEGER", nullable: false),
                    Time = table.Column<long>(type: "INTEGER", nullable: false),
                    Kind = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "TEXT", maxLength: 200, nullable: false),
                    Site = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Actor = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    IsDrill = table.Column<bool>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "BLOB", nullable: false),
                    Hash = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    UnitId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Phone = table.Column<string>(type: "TEXT", nullable: true),
                    Email = table.Column<string>(type: "TEXT", nullable: true),
                    Chat = table.Column<string>(type: "TEXT", nullable: true),
                    IsActive = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReviewedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "points",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    PointId = table.Column<string>(type: "TEXT", nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    Unit = table.Column<string>(type: "TEXT", nullable: false),
                    Family = table.Column<string>(type: "TEXT", nullable: false),
                    Quantity = table.Column<string>(type: "TEXT", nullable: false),
                    Device = table.Column<string>(type: "TEXT", nullable: false),
                    Zone = table.Column<string>(type: "TEXT", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    FirstSeen = table.Column<long>(type: "INTEGER", nullable: false),
                    RemovedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_points", x => new { x.SiteId, x.EdgeId, x.PointId });
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

            migrationBuilder.CreateTable(
                name: "report_clocks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    IncidentId = table.Column<string>(type: "TEXT", nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    Kind = table.Column<string>(type: "TEXT", nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    Form = table.Column<int>(type: "INTEGER", nullable: false),
                    Clause = table.Column<string>(type: "TEXT", nullable: false),
                    Basis = table.Column<int>(type: "INTEGER", nullable: false),
                    StartedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    WarnAt = table.Column<long>(type: "INTEGER", nullable: false),
                    DueAt = table.Column<long>(type: "INTEGER", nullable: false),
                    State = table.Column<int>(type: "INTEGER", nullable: false),
                    Recipients = table.Column<string>(type: "TEXT", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    SentBy = table.Column<string>(type: "TEXT", nullable: true),
                    IsDrill = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_clocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "report_sendings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ClockId = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<int>(type: "INTEGER", nullable: false),
                    Recipient = table.Column<string>(type: "TEXT", nullable: false),
                    Channel = table.Column<string>(type: "TEXT", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    Sha256 = table.Column<string>(type: "TEXT", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    RequestedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Receipt = table.Column<string>(type: "TEXT", nullable: true),
                    Trouble = table.Column<string>(type: "TEXT", nullable: true),
                    IsRefused = table.Column<bool>(type: "INTEGER", nullable: false),
                    Attempts = table.Column<int>(type: "INTEGER", nullable: false),
                    RetryAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_sendings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "report_versions",
                columns: table => new
                {
                    ClockId = table.Column<string>(type: "TEXT", nullable: false),
                    Number = table.Column<int>(type: "INTEGER", nullable: false),
                    Headings = table.Column<string>(type: "TEXT", nullable: false),
                    IsChinese = table.Column<bool>(type: "INTEGER", nullable: false),
                    SavedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    By = table.Column<string>(type: "TEXT", nullable: false),
                    IsComplete = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_versions", x => new { x.ClockId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "role_holders",
                columns: table => new
                {
                    PersonId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitId = table.Column<string>(type: "TEXT", nullable: false),
                    Role = table.Column<string>(type: "TEXT", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_holders", x => new { x.PersonId, x.UnitId, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "sites",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    UnitId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    Industry = table.Column<string>(type: "TEXT", nullable: true),
                    Longitude = table.Column<double>(type: "REAL", nullable: true),
                    Latitude = table.Column<double>(type: "REAL", nullable: true),
                    Scenarios = table.Column<string>(type: "TEXT", nullable: false),
                    Attributes = table.Column<string>(type: "TEXT", nullable: false),
                    IsWatched = table.Column<bool>(type: "INTEGER", nullable: false),
                    ConnectedSince = table.Column<long>(type: "INTEGER", nullable: true),
                    IsPlaced = table.Column<bool>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sites", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    Id = table.Column<string>(type: "TEXT", nullable: false),
                    ParentId = table.Column<string>(type: "TEXT", nullable: true),
                    Level = table.Column<string>(type: "TEXT", nullable: false),
                    Path = table.Column<string>(type: "TEXT", maxLength: 600, nullable: false),
                    NameZh = table.Column<string>(type: "TEXT", nullable: false),
                    NameEn = table.Column<string>(type: "TEXT", nullable: false),
                    Industry = table.Column<string>(type: "TEXT", nullable: true),
                    RegionCode = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "warnings",
                columns: table => new
                {
                    Key = table.Column<string>(type: "TEXT", maxLength: 300, nullable: false),
                    SiteId = table.Column<string>(type: "TEXT", nullable: false),
                    EdgeId = table.Column<string>(type: "TEXT", nullable: false),
                    UnitPath = table.Column<string>(type: "TEXT", nullable: false),
                    PointId = table.Column<string>(type: "TEXT", nullable: false),
                    AlarmId = table.Column<string>(type: "TEXT", nullable: false),
                    Tier = table.Column<byte>(type: "INTEGER", nullable: false),
                    FromTier = table.Column<byte>(type: "INTEGER", nullable: false),
                    IsRaise = table.Column<bool>(type: "INTEGER", nullable: false),
                    EventTime = table.Column<long>(type: "INTEGER", nullable: false),
                    DecidedTime = table.Column<long>(type: "INTEGER", nullable: false),
                    ReceivedTime = table.Column<long>(type: "INTEGER", nullable: false),
                    Body = table.Column<string>(type: "TEXT", nullable: false),
                    IsHistorical = table.Column<bool>(type: "INTEGER", nullable: false),
                    IsDrill = table.Column<bool>(type: "INTEGER", nullable: false),
                    IncidentId = table.Column<string>(type: "TEXT", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warnings", x => x.Key);
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
                name: "IX_incidents_SiteId_OpenedAt",
                table: "incidents",
                columns: new[] { "SiteId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_State",
                table: "incidents",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Site_Time",
                table: "ledger",
                columns: new[] { "Site", "Time" });

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Subject",
                table: "ledger",
                column: "Subject");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Time",
                table: "ledger",
                column: "Time");

            migrationBuilder.CreateIndex(
                name: "IX_people_UnitPath",
                table: "people",
                column: "UnitPath");

            migrationBuilder.CreateIndex(
                name: "IX_prejudgement_sheets_Cadence_From",
                table: "prejudgement_sheets",
                columns: new[] { "Cadence", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_prejudgement_sheets_State_DueAt",
                table: "prejudgement_sheets",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_report_clocks_IncidentId",
                table: "report_clocks",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_report_clocks_State_DueAt",
                table: "report_clocks",
                columns: new[] { "State", "DueAt" });

            migrationBuilder.CreateIndex(
                name: "IX_report_sendings_ClockId",
                table: "report_sendings",
                column: "ClockId");

            migrationBuilder.CreateIndex(
                name: "IX_report_sendings_SentAt",
                table: "report_sendings",
                column: "SentAt");

            migrationBuilder.CreateIndex(
                name: "IX_sites_UnitPath",
                table: "sites",
                column: "UnitPath");

            migrationBuilder.CreateIndex(
                name: "IX_units_Path",
                table: "units",
                column: "Path");

            migrationBuilder.CreateIndex(
                name: "IX_warnings_IncidentId",
                table: "warnings",
                column: "IncidentId");

            migrationBuilder.CreateIndex(
                name: "IX_warnings_ReceivedTime",
                table: "warnings",
                column: "ReceivedTime");

            migrationBuilder.CreateIndex(
                name: "IX_warnings_SiteId_EventTime",
                table: "warnings",
                columns: new[] { "SiteId", "EventTime" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alarm_standings");

            migrationBuilder.DropTable(
                name: "danger_proposals");

            migrationBuilder.DropTable(
                name: "edges");

            migrationBuilder.DropTable(
                name: "hidden_dangers");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "points");

            migrationBuilder.DropTable(
                name: "prejudgement_sheets");

            migrationBuilder.DropTable(
                name: "report_clocks");

            migrationBuilder.DropTable(
                name: "report_sendings");

            migrationBuilder.DropTable(
                name: "report_versions");

            migrationBuilder.DropTable(
                name: "role_holders");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "warnings");
        }
    }
}
