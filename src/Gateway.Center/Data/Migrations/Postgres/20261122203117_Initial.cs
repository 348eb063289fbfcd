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
            migrationBuilder.CreateTable(
                name: "accounts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    PasswordHash = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    Role = table.Column<int>(type: "integer", nullable: false),
                    ScopePath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Industry = table.Column<string>(type: "text", nullable: true),
                    PersonId = table.Column<string>(type: "text", nullable: true),
                    IsDisabled = table.Column<bool>(type: "boolean", nullable: false),
                    MustChangePassword = table.Column<bool>(type: "boolean", nullable: false),
                    PasswordExpiresAt = table.Column<long>(type: "bigint", nullable: true),
                    LastSignIn = table.Column<long>(type: "bigint", nullable: true),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_accounts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "alarm_standings",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    AlarmId = table.Column<string>(type: "text", nullable: false),
                    PointId = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<string>(type: "text", nullable: false),
                    Since = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: true),
                    Actor = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alarm_standings", x => new { x.SiteId, x.EdgeId, x.AlarmId });
                });

            migrationBuilder.CreateTable(
                name: "answer_tokens",
                columns: table => new
                {
                    Hash = table.Column<string>(type: "text", nullable: false),
                    LegId = table.Column<string>(type: "text", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_answer_tokens", x => x.Hash);
                });

            migrationBuilder.CreateTable(
                name: "call_legs",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    CallId = table.Column<string>(type: "text", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    StepNumber = table.Column<int>(type: "integer", nullable: false),
                    PersonId = table.Column<string>(type: "text", nullable: true),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false),
                    ChannelName = table.Column<string>(type: "text", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    IsReminder = table.Column<bool>(type: "boolean", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    QueuedAt = table.Column<long>(type: "bigint", nullable: false),
                    NextAttemptAt = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    DeliveredAt = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    Answer = table.Column<string>(type: "text", nullable: true),
                    AnsweredOver = table.Column<string>(type: "text", nullable: true),
                    AnsweredBy = table.Column<string>(type: "text", nullable: true),
                    Counts = table.Column<bool>(type: "boolean", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    Receipt = table.Column<string>(type: "text", nullable: true),
                    TroubleZh = table.Column<string>(type: "text", nullable: true),
                    TroubleEn = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_call_legs", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "calls",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    IncidentId = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Industry = table.Column<string>(type: "text", nullable: true),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    PlanAt = table.Column<long>(type: "bigint", nullable: false),
                    Plan = table.Column<string>(type: "text", nullable: false),
                    Needed = table.Column<int>(type: "integer", nullable: false),
                    Level = table.Column<int>(type: "integer", nullable: false),
                    Round = table.Column<int>(type: "integer", nullable: false),
                    PlanStepNumber = table.Column<int>(type: "integer", nullable: false),
                    StepNumber = table.Column<int>(type: "integer", nullable: false),
                    NextAt = table.Column<long>(type: "bigint", nullable: true),
                    NobodyAt = table.Column<long>(type: "bigint", nullable: true),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false),
                    IsProof = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_calls", x => x.Id);
                });

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
                name: "county_links",
                columns: table => new
                {
                    Id = table.Column<int>(type: "integer", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    DownSince = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_county_links", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "coverage_ranges",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<string>(type: "text", nullable: false),
                    Lane = table.Column<int>(type: "integer", nullable: false),
                    After = table.Column<long>(type: "bigint", nullable: false),
                    UpTo = table.Column<long>(type: "bigint", nullable: false),
                    FromTime = table.Column<long>(type: "bigint", nullable: false),
                    ToTime = table.Column<long>(type: "bigint", nullable: false),
                    Lost = table.Column<string>(type: "text", nullable: true),
                    First = table.Column<long>(type: "bigint", nullable: false),
                    EndChain = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_coverage_ranges", x => new { x.SiteId, x.EdgeId, x.Epoch, x.Lane, x.After });
                });

            migrationBuilder.CreateTable(
                name: "coverage_runs",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<string>(type: "text", nullable: false),
                    Lane = table.Column<int>(type: "integer", nullable: false),
                    Run = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_coverage_runs", x => new { x.SiteId, x.EdgeId, x.Epoch, x.Lane });
                });

            migrationBuilder.CreateTable(
                name: "danger_proposals",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    IncidentId = table.Column<string>(type: "text", nullable: true),
                    PointId = table.Column<string>(type: "text", nullable: true),
                    WhyZh = table.Column<string>(type: "text", nullable: false),
                    WhyEn = table.Column<string>(type: "text", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecidedBy = table.Column<string>(type: "text", nullable: true),
                    Dismissal = table.Column<string>(type: "text", nullable: true),
                    DangerId = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_danger_proposals", x => x.Id);
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
                name: "edge_certificates",
                columns: table => new
                {
                    Serial = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    IssuedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edge_certificates", x => x.Serial);
                });

            migrationBuilder.CreateTable(
                name: "edge_commands",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    CreatedAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    Outcome = table.Column<string>(type: "text", nullable: true),
                    Why = table.Column<string>(type: "text", nullable: true),
                    AnsweredAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edge_commands", x => new { x.SiteId, x.EdgeId, x.Id });
                });

            migrationBuilder.CreateTable(
                name: "edges",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    StateSince = table.Column<long>(type: "bigint", nullable: false),
                    LastSeen = table.Column<long>(type: "bigint", nullable: true),
                    ClockOffsetMs = table.Column<double>(type: "double precision", nullable: true),
                    Epoch = table.Column<string>(type: "text", nullable: false),
                    Head = table.Column<long>(type: "bigint", nullable: false),
                    HeadTime = table.Column<long>(type: "bigint", nullable: true),
                    ProductVersion = table.Column<string>(type: "text", nullable: false),
                    TableHash = table.Column<string>(type: "text", nullable: false),
                    SilenceS = table.Column<int>(type: "integer", nullable: false),
                    SaidAt = table.Column<long>(type: "bigint", nullable: true),
                    Zones = table.Column<string>(type: "text", nullable: false),
                    RulePacks = table.Column<string>(type: "text", nullable: false),
                    LinkTier = table.Column<byte>(type: "smallint", nullable: false),
                    ClockTier = table.Column<byte>(type: "smallint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_edges", x => new { x.SiteId, x.EdgeId });
                });

            migrationBuilder.CreateTable(
                name: "enrolment_tokens",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    MadeBy = table.Column<string>(type: "text", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    UsedAt = table.Column<long>(type: "bigint", nullable: true),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_enrolment_tokens", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "exchange_cursors",
                columns: table => new
                {
                    Name = table.Column<string>(type: "text", nullable: false),
                    Position = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchange_cursors", x => x.Name);
                });

            migrationBuilder.CreateTable(
                name: "exchange_dead_letters",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SubscriptionId = table.Column<string>(type: "text", nullable: false),
                    After = table.Column<long>(type: "bigint", nullable: false),
                    UpTo = table.Column<long>(type: "bigint", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    Trouble = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchange_dead_letters", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "exchange_subscriptions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Url = table.Column<string>(type: "text", nullable: false),
                    ScopePath = table.Column<string>(type: "text", nullable: false),
                    Rights = table.Column<int>(type: "integer", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true),
                    Cursor = table.Column<long>(type: "bigint", nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    Refusals = table.Column<int>(type: "integer", nullable: false),
                    NextAt = table.Column<long>(type: "bigint", nullable: true),
                    LastGoodAt = table.Column<long>(type: "bigint", nullable: true),
                    Trouble = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchange_subscriptions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "exchange_tokens",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Hash = table.Column<string>(type: "text", nullable: false),
                    ScopePath = table.Column<string>(type: "text", nullable: false),
                    Rights = table.Column<int>(type: "integer", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    ExpiresAt = table.Column<long>(type: "bigint", nullable: false),
                    RevokedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_exchange_tokens", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "hidden_dangers",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    PointId = table.Column<string>(type: "text", nullable: true),
                    IncidentId = table.Column<string>(type: "text", nullable: true),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false),
                    FoundAt = table.Column<long>(type: "bigint", nullable: false),
                    Source = table.Column<int>(type: "integer", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Grade = table.Column<int>(type: "integer", nullable: false),
                    Cause = table.Column<string>(type: "text", nullable: true),
                    DueAt = table.Column<long>(type: "bigint", nullable: true),
                    ListingDueAt = table.Column<long>(type: "bigint", nullable: true),
                    ReviewAt = table.Column<long>(type: "bigint", nullable: true),
                    Body = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    ProposedEscalation = table.Column<int>(type: "integer", nullable: false),
                    OverdueNotedFor = table.Column<long>(type: "bigint", nullable: true),
                    Repeats = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_hidden_dangers", x => x.Id);
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
                name: "incidents",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "text", nullable: false),
                    Zone = table.Column<string>(type: "text", nullable: false),
                    Family = table.Column<string>(type: "text", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    StandingTier = table.Column<byte>(type: "smallint", nullable: false),
                    TitleZh = table.Column<string>(type: "text", nullable: false),
                    TitleEn = table.Column<string>(type: "text", nullable: false),
                    OpenedAt = table.Column<long>(type: "bigint", nullable: false),
                    RaisedAt = table.Column<long>(type: "bigint", nullable: false),
                    ClearedAt = table.Column<long>(type: "bigint", nullable: true),
                    ReleasedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedAt = table.Column<long>(type: "bigint", nullable: true),
                    AcknowledgedBy = table.Column<string>(type: "text", nullable: true),
                    AccidentAt = table.Column<long>(type: "bigint", nullable: true),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false),
                    IsProof = table.Column<bool>(type: "boolean", nullable: false),
                    IsHistorical = table.Column<bool>(type: "boolean", nullable: false),
                    WarningCount = table.Column<int>(type: "integer", nullable: false),
                    LastWarningAt = table.Column<long>(type: "bigint", nullable: false),
                    TouchedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_incidents", x => x.Id);
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
                name: "ledger",
                columns: table => new
                {
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    Time = table.Column<long>(type: "bigint", nullable: false),
                    Kind = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    Subject = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Site = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Actor = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: true),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    PreviousHash = table.Column<byte[]>(type: "bytea", nullable: false),
                    Hash = table.Column<byte[]>(type: "bytea", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ledger", x => x.Sequence);
                });

            migrationBuilder.CreateTable(
                name: "natural_warnings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "character varying(200)", maxLength: 200, nullable: false),
                    Kind = table.Column<int>(type: "integer", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    HeadlineZh = table.Column<string>(type: "text", nullable: false),
                    HeadlineEn = table.Column<string>(type: "text", nullable: false),
                    Area = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    IssuedBy = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    Until = table.Column<long>(type: "bigint", nullable: true),
                    IsReceived = table.Column<bool>(type: "boolean", nullable: false),
                    EndedAt = table.Column<long>(type: "bigint", nullable: true),
                    ClosedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_natural_warnings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "people",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    UnitId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Phone = table.Column<string>(type: "text", nullable: true),
                    Email = table.Column<string>(type: "text", nullable: true),
                    Chat = table.Column<string>(type: "text", nullable: true),
                    IsActive = table.Column<bool>(type: "boolean", nullable: false),
                    ReviewedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_people", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "points",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    PointId = table.Column<string>(type: "text", nullable: false),
                    NameZh = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: false),
                    Unit = table.Column<string>(type: "text", nullable: false),
                    Family = table.Column<string>(type: "text", nullable: false),
                    Quantity = table.Column<string>(type: "text", nullable: false),
                    Device = table.Column<string>(type: "text", nullable: false),
                    Zone = table.Column<string>(type: "text", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    FirstSeen = table.Column<long>(type: "bigint", nullable: false),
                    RemovedAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_points", x => new { x.SiteId, x.EdgeId, x.PointId });
                });

            migrationBuilder.CreateTable(
                name: "prejudgement_sheets",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    Cadence = table.Column<int>(type: "integer", nullable: false),
                    UnitId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: true),
                    NameZh = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    To = table.Column<long>(type: "bigint", nullable: false),
                    MadeAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Sections = table.Column<string>(type: "text", nullable: false),
                    Judgement = table.Column<string>(type: "text", nullable: false),
                    Measures = table.Column<string>(type: "text", nullable: false),
                    Participants = table.Column<string>(type: "text", nullable: false),
                    Signatures = table.Column<string>(type: "text", nullable: false),
                    IsLate = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_prejudgement_sheets", x => x.Id);
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
                name: "report_clocks",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    IncidentId = table.Column<string>(type: "text", nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    Kind = table.Column<string>(type: "text", nullable: false),
                    NameZh = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: false),
                    Form = table.Column<int>(type: "integer", nullable: false),
                    Clause = table.Column<string>(type: "text", nullable: false),
                    Basis = table.Column<int>(type: "integer", nullable: false),
                    StartedAt = table.Column<long>(type: "bigint", nullable: false),
                    ConfirmedAt = table.Column<long>(type: "bigint", nullable: false),
                    WarnAt = table.Column<long>(type: "bigint", nullable: false),
                    DueAt = table.Column<long>(type: "bigint", nullable: false),
                    State = table.Column<int>(type: "integer", nullable: false),
                    Recipients = table.Column<string>(type: "text", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    SentBy = table.Column<string>(type: "text", nullable: true),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_clocks", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "report_sendings",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    ClockId = table.Column<string>(type: "text", nullable: false),
                    Version = table.Column<int>(type: "integer", nullable: false),
                    Recipient = table.Column<string>(type: "text", nullable: false),
                    Channel = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Sha256 = table.Column<string>(type: "text", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    RequestedAt = table.Column<long>(type: "bigint", nullable: false),
                    SentAt = table.Column<long>(type: "bigint", nullable: true),
                    Receipt = table.Column<string>(type: "text", nullable: true),
                    Trouble = table.Column<string>(type: "text", nullable: true),
                    IsRefused = table.Column<bool>(type: "boolean", nullable: false),
                    Attempts = table.Column<int>(type: "integer", nullable: false),
                    RetryAt = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_sendings", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "report_versions",
                columns: table => new
                {
                    ClockId = table.Column<string>(type: "text", nullable: false),
                    Number = table.Column<int>(type: "integer", nullable: false),
                    Headings = table.Column<string>(type: "text", nullable: false),
                    IsChinese = table.Column<bool>(type: "boolean", nullable: false),
                    SavedAt = table.Column<long>(type: "bigint", nullable: false),
                    By = table.Column<string>(type: "text", nullable: false),
                    IsComplete = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_report_versions", x => new { x.ClockId, x.Number });
                });

            migrationBuilder.CreateTable(
                name: "role_holders",
                columns: table => new
                {
                    PersonId = table.Column<string>(type: "text", nullable: false),
                    UnitId = table.Column<string>(type: "text", nullable: false),
                    Role = table.Column<string>(type: "text", nullable: false),
                    Order = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_role_holders", x => new { x.PersonId, x.UnitId, x.Role });
                });

            migrationBuilder.CreateTable(
                name: "sessions",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    TokenHash = table.Column<string>(type: "character varying(64)", maxLength: 64, nullable: false),
                    AccountId = table.Column<string>(type: "text", nullable: false),
                    Csrf = table.Column<string>(type: "text", nullable: false),
                    BeganAt = table.Column<long>(type: "bigint", nullable: false),
                    LastSeenAt = table.Column<long>(type: "bigint", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false),
                    Agent = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sessions", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "shifts",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    UnitId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    To = table.Column<long>(type: "bigint", nullable: false),
                    Officers = table.Column<string>(type: "text", nullable: false),
                    LeaderId = table.Column<string>(type: "text", nullable: true),
                    HandedOverAt = table.Column<long>(type: "bigint", nullable: true),
                    HandedOverBy = table.Column<string>(type: "text", nullable: true),
                    HandedOverTo = table.Column<string>(type: "text", nullable: true),
                    HandoverNotes = table.Column<string>(type: "text", nullable: true),
                    HandoverIncidents = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_shifts", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "sign_in_throttles",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(80)", maxLength: 80, nullable: false),
                    Failures = table.Column<int>(type: "integer", nullable: false),
                    LastFailureAt = table.Column<long>(type: "bigint", nullable: false),
                    LockedUntil = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sign_in_throttles", x => x.Key);
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
                name: "sites",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    UnitId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    NameZh = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: false),
                    Industry = table.Column<string>(type: "text", nullable: true),
                    Longitude = table.Column<double>(type: "double precision", nullable: true),
                    Latitude = table.Column<double>(type: "double precision", nullable: true),
                    Scenarios = table.Column<string>(type: "text", nullable: false),
                    Attributes = table.Column<string>(type: "text", nullable: false),
                    IsWatched = table.Column<bool>(type: "boolean", nullable: false),
                    ConnectedSince = table.Column<long>(type: "bigint", nullable: true),
                    IsPlaced = table.Column<bool>(type: "boolean", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_sites", x => x.Id);
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

            migrationBuilder.CreateTable(
                name: "told_gaps",
                columns: table => new
                {
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    Epoch = table.Column<string>(type: "text", nullable: false),
                    Sequence = table.Column<long>(type: "bigint", nullable: false),
                    From = table.Column<long>(type: "bigint", nullable: false),
                    To = table.Column<long>(type: "bigint", nullable: false),
                    Reason = table.Column<string>(type: "text", nullable: false),
                    Readings = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_told_gaps", x => new { x.SiteId, x.EdgeId, x.Epoch, x.Sequence });
                });

            migrationBuilder.CreateTable(
                name: "units",
                columns: table => new
                {
                    Id = table.Column<string>(type: "text", nullable: false),
                    ParentId = table.Column<string>(type: "text", nullable: true),
                    Level = table.Column<string>(type: "text", nullable: false),
                    Path = table.Column<string>(type: "character varying(600)", maxLength: 600, nullable: false),
                    NameZh = table.Column<string>(type: "text", nullable: false),
                    NameEn = table.Column<string>(type: "text", nullable: false),
                    Industry = table.Column<string>(type: "text", nullable: true),
                    RegionCode = table.Column<string>(type: "text", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_units", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "warnings",
                columns: table => new
                {
                    Key = table.Column<string>(type: "character varying(300)", maxLength: 300, nullable: false),
                    SiteId = table.Column<string>(type: "text", nullable: false),
                    EdgeId = table.Column<string>(type: "text", nullable: false),
                    UnitPath = table.Column<string>(type: "text", nullable: false),
                    PointId = table.Column<string>(type: "text", nullable: false),
                    AlarmId = table.Column<string>(type: "text", nullable: false),
                    Tier = table.Column<byte>(type: "smallint", nullable: false),
                    FromTier = table.Column<byte>(type: "smallint", nullable: false),
                    IsRaise = table.Column<bool>(type: "boolean", nullable: false),
                    EventTime = table.Column<long>(type: "bigint", nullable: false),
                    DecidedTime = table.Column<long>(type: "bigint", nullable: false),
                    ReceivedTime = table.Column<long>(type: "bigint", nullable: false),
                    Body = table.Column<string>(type: "text", nullable: false),
                    IsHistorical = table.Column<bool>(type: "boolean", nullable: false),
                    IsDrill = table.Column<bool>(type: "boolean", nullable: false),
                    IncidentId = table.Column<string>(type: "text", nullable: true),
                    Zone = table.Column<string>(type: "text", nullable: false),
                    Family = table.Column<string>(type: "text", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_warnings", x => x.Key);
                });

            migrationBuilder.CreateIndex(
                name: "IX_answer_tokens_ExpiresAt",
                table: "answer_tokens",
                column: "ExpiresAt");

            migrationBuilder.CreateIndex(
                name: "IX_call_legs_CallId",
                table: "call_legs",
                column: "CallId");

            migrationBuilder.CreateIndex(
                name: "IX_call_legs_ChannelName_Receipt",
                table: "call_legs",
                columns: new[] { "ChannelName", "Receipt" });

            migrationBuilder.CreateIndex(
                name: "IX_call_legs_State_ChannelName_NextAttemptAt",
                table: "call_legs",
                columns: new[] { "State", "ChannelName", "NextAttemptAt" });

            migrationBuilder.CreateIndex(
                name: "IX_calls_IncidentId",
                table: "calls",
                column: "IncidentId",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_calls_State_NextAt",
                table: "calls",
                columns: new[] { "State", "NextAt" });

            migrationBuilder.CreateIndex(
                name: "IX_county_hints_LastAt",
                table: "county_hints",
                column: "LastAt");

            migrationBuilder.CreateIndex(
                name: "IX_danger_proposals_DecidedAt",
                table: "danger_proposals",
                column: "DecidedAt");

            migrationBuilder.CreateIndex(
                name: "IX_drills_EndedAt",
                table: "drills",
                column: "EndedAt");

            migrationBuilder.CreateIndex(
                name: "IX_edge_certificates_SiteId_EdgeId",
                table: "edge_certificates",
                columns: new[] { "SiteId", "EdgeId" });

            migrationBuilder.CreateIndex(
                name: "IX_edge_commands_State",
                table: "edge_commands",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_enrolment_tokens_Hash",
                table: "enrolment_tokens",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_exchange_dead_letters_SubscriptionId",
                table: "exchange_dead_letters",
                column: "SubscriptionId");

            migrationBuilder.CreateIndex(
                name: "IX_exchange_tokens_Hash",
                table: "exchange_tokens",
                column: "Hash",
                unique: true);

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
                name: "IX_incidents_OpenedAt",
                table: "incidents",
                column: "OpenedAt");

            migrationBuilder.CreateIndex(
                name: "IX_incidents_SiteId_OpenedAt",
                table: "incidents",
                columns: new[] { "SiteId", "OpenedAt" });

            migrationBuilder.CreateIndex(
                name: "IX_incidents_State",
                table: "incidents",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_ledger_Kind_Time",
                table: "ledger",
                columns: new[] { "Kind", "Time" });

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
                name: "IX_natural_warnings_ClosedAt",
                table: "natural_warnings",
                column: "ClosedAt");

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
                name: "IX_proofs_State",
                table: "proofs",
                column: "State");

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
                name: "IX_sessions_AccountId",
                table: "sessions",
                column: "AccountId");

            migrationBuilder.CreateIndex(
                name: "IX_sessions_TokenHash",
                table: "sessions",
                column: "TokenHash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_shifts_To",
                table: "shifts",
                column: "To");

            migrationBuilder.CreateIndex(
                name: "IX_shifts_UnitId_From",
                table: "shifts",
                columns: new[] { "UnitId", "From" });

            migrationBuilder.CreateIndex(
                name: "IX_site_alarms_State",
                table: "site_alarms",
                column: "State");

            migrationBuilder.CreateIndex(
                name: "IX_sites_UnitPath",
                table: "sites",
                column: "UnitPath");

            migrationBuilder.CreateIndex(
                name: "IX_standing_points_IncidentId",
                table: "standing_points",
                column: "IncidentId");

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
                name: "accounts");

            migrationBuilder.DropTable(
                name: "alarm_standings");

            migrationBuilder.DropTable(
                name: "answer_tokens");

            migrationBuilder.DropTable(
                name: "call_legs");

            migrationBuilder.DropTable(
                name: "calls");

            migrationBuilder.DropTable(
                name: "county_hints");

            migrationBuilder.DropTable(
                name: "county_links");

            migrationBuilder.DropTable(
                name: "coverage_ranges");

            migrationBuilder.DropTable(
                name: "coverage_runs");

            migrationBuilder.DropTable(
                name: "danger_proposals");

            migrationBuilder.DropTable(
                name: "drills");

            migrationBuilder.DropTable(
                name: "edge_certificates");

            migrationBuilder.DropTable(
                name: "edge_commands");

            migrationBuilder.DropTable(
                name: "edges");

            migrationBuilder.DropTable(
                name: "enrolment_tokens");

            migrationBuilder.DropTable(
                name: "exchange_cursors");

            migrationBuilder.DropTable(
                name: "exchange_dead_letters");

            migrationBuilder.DropTable(
                name: "exchange_subscriptions");

            migrationBuilder.DropTable(
                name: "exchange_tokens");

            migrationBuilder.DropTable(
                name: "hidden_dangers");

            migrationBuilder.DropTable(
                name: "incident_numbers");

            migrationBuilder.DropTable(
                name: "incidents");

            migrationBuilder.DropTable(
                name: "instructions");

            migrationBuilder.DropTable(
                name: "ledger");

            migrationBuilder.DropTable(
                name: "natural_warnings");

            migrationBuilder.DropTable(
                name: "people");

            migrationBuilder.DropTable(
                name: "points");

            migrationBuilder.DropTable(
                name: "prejudgement_sheets");

            migrationBuilder.DropTable(
                name: "proofs");

            migrationBuilder.DropTable(
                name: "report_clocks");

            migrationBuilder.DropTable(
                name: "report_sendings");

            migrationBuilder.DropTable(
                name: "report_versions");

            migrationBuilder.DropTable(
                name: "role_holders");

            migrationBuilder.DropTable(
                name: "sessions");

            migrationBuilder.DropTable(
                name: "shifts");

            migrationBuilder.DropTable(
                name: "sign_in_throttles");

            migrationBuilder.DropTable(
                name: "site_alarms");

            migrationBuilder.DropTable(
                name: "sites");

            migrationBuilder.DropTable(
                name: "standing_points");

            migrationBuilder.DropTable(
                name: "told_gaps");

            migrationBuilder.DropTable(
                name: "units");

            migrationBuilder.DropTable(
                name: "warnings");
        }
    }
}
