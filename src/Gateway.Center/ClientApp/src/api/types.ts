// What the API of the center says, as JSON. The server's records are written to fit; docs/specs/center-api.md names every endpoint.
// Times are ISO 8601 in UTC. Texts that people read come in both languages.

export type Tier = 'none' | 'blue' | 'yellow' | 'orange' | 'red'

export interface Text {
  zh: string
  en: string
}

/** Lists that can grow long come in pages. */
export interface Page<T> {
  items: T[]
  /** Hand it back as `after` for the next page; null at the end. */
  next: string | null
  total: number | null
}

/** Errors: problem details with both languages in `why`, and by field where a form was wrong. */
export interface Problem {
  status: number
  title: string
  code?: string
  why?: Text
  errors?: { path: string; found: string; allowed: Text }[]
}

/** An act the account has the right to that is not possible as the thing stands. */
export interface NotNow {
  act: string
  why: Text
}

// ---- access ----------------------------------------------------------------------------------------------------------

export type Role = 'administrator' | 'dutyOfficer' | 'dutyLeader' | 'department' | 'town' | 'enterprise' | 'inspector' | 'expert'

/** GET /api/v1/session; 401 when nobody is signed in. */
export interface Session {
  account: string
  name: string
  role: Role
  /** Acts the role may do, camelCase names of CenterAct. */
  acts: string[]
  scope: { path: string; unitId: string; name: Text }
  person: string | null
  /** Sent with every change in the header X-Csrf-Token. */
  csrf: string
  expiresAt: string
  mustChangePassword: boolean
}

/** GET /api/v1/setup (no sign-in): whether the first account is still to be made. */
export interface SetupState {
  needed: boolean
  county: Text
  version: string
  /** IANA name of the county's time zone, in which the console shows every time; without it Asia/Shanghai. */
  timeZone?: string
}

/** GET /api/v1/sessions */
export interface RunningSession {
  id: string
  account: string
  beganAt: string
  lastSeenAt: string
  expiresAt: string
  address: string | null
  agent: string | null
  isOwn: boolean
}

/** Answer to a new or changed account; the password is shown once, when one was made. */
export interface AccountAnswer {
  account: Account
  oneTimePassword: string | null
}

export interface Account {
  id: string
  role: Role
  scope: string
  industry: string | null
  person: string | null
  disabled: boolean
  lockedUntil: string | null
  lastSignIn: string | null
}

// ---- organisation, people, roster -------------------------------------------------------------------------------------

export interface Unit {
  id: string
  parentId: string | null
  level: string
  path: string
  name: Text
  industry: string | null
  regionCode: string | null
}

/** A level, role or industry of the seeds. Levels have a rank: 1 = province … 9 = post. */
export interface Word {
  id: string
  name: Text
  rank?: number
  level?: string
}

export interface Person {
  id: string
  name: string
  unitId: string
  unitName: Text
  phone: string | null
  email: string | null
  chat: string | null
  active: boolean
  reviewedAt: string | null
  roles: { unitId: string; role: string; roleName: Text; order: number }[]
}

export interface Shift {
  id: string
  unitId: string
  from: string
  to: string
  officers: { person: string; name: string }[]
  leader: { person: string; name: string } | null
  /** Filled when it was handed over. */
  handover: { at: string; by: string; to: string; notes: string; openIncidents: string[] } | null
  isNow: boolean
}

/** GET /api/v1/roster/check?from&to&unit : of one unit, the county when none is named. */
export interface RosterCheck {
  holes: { from: string; to: string }[]
  conflicts: { person: string; firstShift: string; secondShift: string; from: string; to: string }[]
}

// ---- overview ---------------------------------------------------------------------------------------------------------

/** GET /api/v1/overview */
export interface Overview {
  at: string
  county: Text
  sites: SiteCard[]
  counters: {
    sites: number
    online: number
    incidents: Record<Exclude<Tier, 'none'>, number>
    unacknowledged: number
    callsRunning: number
    clocksRunning: number
    clocksOverdue: number
    dangersOverdue: number
    shelved: number
    points: number
    pointsGood: number
  }
  /** What needs a hand now, gravest first. */
  hand: HandItem[]
  duty: { officers: string[]; leader: string | null; until: string | null; covered: boolean }
  drill: { id: string; title: Text; startedAt: string } | null
}

export interface SiteCard {
  id: string
  name: Text
  town: Text | null
  industry: string | null
  longitude: number | null
  latitude: number | null
  tier: Tier
  incidents: number
  link: 'unknown' | 'online' | 'offline' | 'silent'
  linkSince: string | null
  clockOffsetMs: number | null
  points: number
  pointsGood: number
  watched: boolean
  /** False = it reports, but nobody has placed it in the organisation. */
  placed: boolean
}

export interface HandItem {
  kind: 'incident' | 'call' | 'clock' | 'danger' | 'link' | 'prejudgement' | 'roster' | 'channel'
  id: string
  tier: Tier
  title: Text
  site: string | null
  since: string
  due: string | null
}

// ---- warnings and incidents -------------------------------------------------------------------------------------------

/** GET /api/v1/warnings?site&tier&state&from&to&text&drill&after&limit ; one row a warning, newest first. */
export interface WarningRow {
  key: string
  site: string
  siteName: Text
  edge: string
  point: string
  pointName: Text
  zone: string
  family: string
  tier: Tier
  fromTier: Tier
  raise: boolean
  reminder: boolean
  value: number | null
  limit: number | null
  unit: string
  reason: Text
  advice: Text | null
  whyNotHigher: Text | null
  trust: Text | null
  rule: { id: string; version: string; clause: string; unreviewedDefault: boolean; law: boolean; confidence: string; source: Text | null; remark: Text | null }
  inputs: { point: string; value: number | null; unit: string; quality: string; time: string }[]
  eventTime: string
  decidedTime: string
  receivedTime: string
  historical: boolean
  drill: boolean
  incident: string | null
}

/** GET /api/v1/incidents?state&tier&site&from&to&drill&after&limit */
export interface IncidentRow {
  id: string
  site: string
  siteName: Text
  zone: string
  family: string
  state: 'open' | 'cleared' | 'released'
  tier: Tier
  standingTier: Tier
  title: Text
  openedAt: string
  raisedAt: string
  clearedAt: string | null
  releasedAt: string | null
  acknowledgedAt: string | null
  acknowledgedBy: string | null
  accidentAt: string | null
  warnings: number
  call: CallSummary | null
  drill: boolean
  proof: boolean
}

export interface CallSummary {
  id: string
  state: 'running' | 'answered' | 'ended'
  startedAt: string
  /** Steps taken so far. */
  level: number
  made: number
  answered: number
  needed: number
  nextAt: string | null
}

/** GET /api/v1/incidents/{id} */
export interface Incident extends IncidentRow {
  warningsList: WarningRow[]
  calls: Call[]
  clocks: Clock[]
  dangers: DangerRow[]
  /** Everything that happened, from the ledger, oldest first. */
  timeline: LedgerRow[]
  measures: Text
  /** What the signed-in account may do with it now: acknowledge, raise, release, confirmAccident, recordDanger, instruct. */
  may: string[]
  /** Acts the account has the right to that are not possible now. */
  notNow: NotNow[]
  /** Instructions given, in order; the number is what `instructions/{number}/done` takes. */
  instructions: Instruction[]
}

export interface Instruction {
  number: number
  kind: string
  name: Text
  text: string
  at: string
  by: string
  doneAt: string | null
  doneBy: string | null
  feedback: string | null
}

/** GET /api/v1/channels */
export interface Channel {
  name: string
  kind: CallLeg['channel']
  /** Null when nothing was sent over it yet. */
  works: boolean | null
  lastSent: string | null
  lastFailed: string | null
  trouble: Text | null
  lastProof: string | null
  takesReceipts: boolean
}

// ---- calls ------------------------------------------------------------------------------------------------------------

export interface Call {
  id: string
  incident: string
  tier: Tier
  state: 'running' | 'answered' | 'ended'
  startedAt: string
  endedAt: string | null
  needed: number
  steps: CallStep[]
  legs: CallLeg[]
}

/** The plan: after so many seconds these are called over these channels. */
export interface CallStep {
  level: number
  afterS: number
  at: string
  roles: { role: string; name: Text }[]
  channels: string[]
  state: 'waiting' | 'done' | 'skipped'
}

/** One person, one channel. */
export interface CallLeg {
  id: string
  level: number
  person: string | null
  name: string
  roleName: Text
  channel: 'console' | 'email' | 'sms' | 'voice' | 'chat' | 'sounder'
  queuedAt: string
  sentAt: string | null
  deliveredAt: string | null
  answeredAt: string | null
  answer: string | null
  answeredOver: string | null
  state: 'queued' | 'sent' | 'delivered' | 'answered' | 'failed'
  trouble: Text | null
  attempts: number
  /** How the account could answer this one now: for itself, or noting what somebody said by telephone; null = in no way. */
  answerAs: 'console' | 'telephone' | null
}

// ---- clocks -----------------------------------------------------------------------------------------------------------

export interface Clock {
  id: string
  incident: string
  /** first (20 min), written (1 h), detailed (2 h), or as the place is configured. */
  kind: string
  name: Text
  startedAt: string
  warnAt: string
  dueAt: string
  state: 'running' | 'warned' | 'overdue' | 'met' | 'metLate'
  recipients: Text[]
  report: { id: string; savedAt: string; by: string; complete: boolean } | null
  sentAt: string | null
  sentBy: string | null
  proof: { channel: string; at: string; receipt: string; sha256: string; recipient: string; recipientName: Text }[]
  /** Of write and send, what the account can do now. */
  may: string[]
  notNow: NotNow[]
  /** One of those without the newest text is told by a person: sending takes how, and who took it. */
  byHand: boolean
}

/** GET /api/v1/clocks/{id}/report ; PUT saves a draft, POST …/send sends it. */
export interface Report {
  id: string
  clock: string
  headings: { id: string; name: Text; text: string; drafted: boolean }[]
  savedAt: string | null
  by: string | null
}

// ---- hidden dangers ---------------------------------------------------------------------------------------------------

export type DangerState = 'found' | 'planned' | 'rectifying' | 'submitted' | 'confirmed' | 'closed' | 'cancelled'

export interface DangerRow {
  id: string
  site: string
  siteName: Text
  grade: 'general' | 'major'
  source: 'warning' | 'inspection' | 'selfCheck' | 'report'
  state: DangerState
  title: string
  foundAt: string
  dueAt: string | null
  overdue: boolean
  listed: boolean
  escalation: number
  /** Step of the ladder the center proposes; above `escalation` = to be taken. */
  proposedEscalation: number
  incident: string | null
  drill: boolean
  /** Earlier dangers of the same point or cause. */
  repeats: string[]
}

export interface DangersPage extends Page<DangerRow> {
  total: number
}

export interface DangerCount { key: string; total: number; open: number; openMajor: number; overdue: number; closed: number; cancelled: number }

/** GET /api/v1/dangers/statistics : without drills. Units by path of the town. */
export interface DangerStatistics {
  all: DangerCount
  byUnit: DangerCount[]
  byIndustry: DangerCount[]
  byYear: DangerCount[]
  byState: DangerCount[]
  byCause: DangerCount[]
  bySource: DangerCount[]
}

/** GET /api/v1/dangers/proposals : what the center thinks should be recorded; POST …/proposals/{id} accepts or dismisses it. */
export interface DangerProposal {
  id: string
  site: string
  incident: string | null
  point: string | null
  why: Text
  at: string
}

export interface Danger extends DangerRow {
  /** Sent with a change: 409 when somebody else changed it meanwhile. */
  version: number
  point: string | null
  foundBy: string
  description: string
  cause: string | null
  responsible: string | null
  measures: string | null
  funds: string | null
  timeLimit: string | null
  plan: string | null
  /** It cannot be put right at once: interim measures are needed. */
  takesTime: boolean
  interimMeasures: string | null
  result: string | null
  timesReturned: number
  returnedBecause: string | null
  cancelRequest: { by: string; person: string | null; reason: string; at: string } | null
  cancelledBecause: string | null
  reviewAt: string | null
  endedAt: string | null
  reports: { to: 'department' | 'employees'; what: 'plan' | 'result'; at: string; by: string; how: string }[]
  listing: { body: string; level: string; deadline: string; listedAt: string; delistedAt: string | null } | null
  signatures: { party: 'supervisor' | 'expert' | 'enterprise'; by: string; name: string; at: string; remark: string }[]
  history: LedgerRow[]
  /** Steps this account can take now: rights and state together. */
  may: string[]
  /** Steps this account has the right to that the case does not allow now. */
  notNow: NotNow[]
  /** What can be reported now. */
  reportable: ('plan' | 'result')[]
  /** What is still missing before the next step. */
  missing: Text[]
}

// ---- site -------------------------------------------------------------------------------------------------------------

/** GET /api/v1/sites/{id} */
export interface SiteView extends SiteCard {
  unitPath: string
  scenarios: string[]
  attributes: Record<string, unknown>
  connectedSince: string | null
  zones: { id: string; name: Text; tier: Tier }[]
  edges: { id: string; link: SiteCard['link']; since: string | null; lastSeen: string | null; clockOffsetMs: number | null; version: string; head: number; receipted: number; rulePacks: string[] }[]
  pointsList: PointView[]
  incidentsList: IncidentRow[]
}

export interface PointView {
  id: string
  edge: string
  name: Text
  unit: string
  family: string
  quantity: string
  device: string
  area: string
  zone: string
  derived: boolean
  rangeLow: number | null
  rangeHigh: number | null
  limits: { tier: Tier; kind: 'high' | 'low'; value: number; clause: string; unreviewedDefault: boolean }[]
  tier: Tier
  value: number | null
  text: string | null
  quality: string | null
  sourceTime: string | null
  /** Seconds since the source measured, as the center sees it; null when it never did. */
  ageS: number | null
  state: 'live' | 'stale' | 'never'
}

/** GET /api/v1/sites/{id}/points/{point}/history?edge&from&to&resolution=raw|minute|hour&limit; edge is needed where two gateways have such a point */
export interface History {
  edge: string
  point: string
  unit: string
  resolution: 'raw' | 'minute' | 'hour'
  samples: { t: string; min: number | null; max: number | null; mean: number | null; n: number; q: 'good' | 'uncertain' | 'bad' }[]
  /** Not measured or not arrived: to be drawn as holes, never as a line. */
  gaps: Gap[]
  limits: PointView['limits']
  /** Slope points: failure forecast; null elsewhere or when the data do not support one, then with the reason. */
  forecast: { at: string | null; from: string | null; to: string | null; why: Text | null; line: { t: string; v: number }[] } | null
}

export interface Gap {
  from: string
  to: string
  reason: Text
  lane: 'events' | 'readings' | null
  asked: boolean
}

/** GET /api/v1/sites/{id}/completeness?from&to */
export interface Completeness {
  from: string
  to: string
  complete: boolean
  /** Everything up to here is proved to be here. */
  provedUpTo: string | null
  gaps: Gap[]
}

// ---- coverage, KPI, prejudgement ----------------------------------------------------------------------------------------

/** GET /api/v1/coverage?unit&from&to ; rates are 0 to 1, null where there is nothing to take a share of. */
export interface Coverage {
  from: string
  to: string
  must: MustRow[]
  totals: CoverageTotals
  sites: SiteCoverage[]
  /** Totals of each town or functional zone; sites of none under null. */
  byTown: GroupTotals[]
  byIndustry: GroupTotals[]
}

/** One rule of who must be connected. `unknown`: nobody entered what the rule asks for, neither yes nor no. */
export interface MustRow {
  rule: string
  name: Text
  clause: string
  due: string | null
  sites: { site: string; name: Text; connected: boolean; since: string | null; used: boolean; late: boolean }[]
  unknown: { site: string; name: Text; missing: string[] }[]
}

export interface CoverageTotals {
  sites: number
  must: number
  connected: number
  rate: number | null
  unknown: number
  onlineRate: number | null
  fitted: number
  missing: number
  inUse: number
  fittedAndInUseRate: number | null
}

export interface GroupTotals { id: string | null; name: Text | null; totals: CoverageTotals }

export interface SiteCoverage {
  site: string
  name: Text
  town: Text | null
  industry: string | null
  connectedSince: string | null
  onlineRate: number | null
  pointOnlineRate: number | null
  fitted: number
  missing: number
  inUse: number
  rate: number | null
  /** offline, pointsUnused, dataGaps, notAcknowledged, tasksLate, noAccount, noSignIn. */
  builtNotUsed: string[]
  missingPoints: { scenario: string; place: string; role: string; found: number; atLeast: number; text: Text }[]
  /** why: noData, shelved, suppressed, outOfService, overdue, sensorFault, flatLine, stale, offline. */
  notInUse: { point: string; name: Text; device: string; share: number | null; why: string[] }[]
  disturbances: { point: string; name: Text; times: number }[]
}

/** GET /api/v1/kpi?unit&from&to : figures of EEMUA 191 / ISA-18.2; at most 40 days. Without drills and proofs. */
export interface Kpi {
  from: string
  to: string
  figures: { id: string; name: Text; value: number | null; unit: string; reference: string; state: 'good' | 'attention' | 'bad' | 'unknown' }[]
  bySite: { site: string; name: Text; alarms: number; perOperatorPerHour: number | null; floods: number; chattering: number; standing: number; percentInFlood: number }[]
  top: { site: string; point: string; name: Text; times: number; share: number }[]
  response: {
    tier: Tier
    warnings: number
    acknowledged: number
    released: number
    detectionToBoardP50S: number | null
    detectionToBoardP90S: number | null
    toAcknowledgeP50S: number | null
    toAcknowledgeP90S: number | null
    toReleaseP50S: number | null
    toReleaseP90S: number | null
  }[]
  shifts: { from: string; to: string; alarms: number; peakPer10Minutes: number; floods: number; percentInFlood: number }[]
  trend: { from: string; to: string; warnings: number; incidents: number; toAcknowledgeP50S: number | null }[]
  /** More happened than one answer counts. */
  isCut: boolean
}

export interface PrejudgementSheet {
  id: string
  cadence: 'day' | 'week' | 'month' | 'consultation'
  unitId: string
  unitName: Text
  /** Only of day sheets. */
  site: string | null
  period: { from: string; to: string }
  state: 'draft' | 'signed' | 'overdue'
  sections: { id: string; name: Text; items: { text: Text; tier: Tier; site: string | null; source: string }[] }[]
  judgement: string
  measures: string
  /** Only of consultations. */
  participants: string[]
  signatures: { by: string; name: string; role: Role; at: string }[]
  madeAt: string
  dueAt: string
  /** First signed after the deadline. */
  late: boolean
  version: number
  /** Of edit and sign, what the account can do now. */
  may: string[]
  notNow: NotNow[]
}

// ---- natural warnings, drills, evidence ---------------------------------------------------------------------------------

export interface NaturalWarning {
  id: string
  kind: 'weather' | 'flood' | 'geology' | 'forestFire' | 'earthquake'
  tier: Tier
  headline: Text
  area: string
  unitPath: string
  issuedBy: string
  from: string
  until: string | null
  source: 'entered' | 'received'
  ended: boolean
}

export interface Drill {
  id: string
  title: Text
  startedAt: string
  endedAt: string | null
  by: string
  /** `family-tier`, for example `gas-red`. */
  scenario: string
  site: string
  incident: string | null
  result: ChainResult | null
  /** `end` while it runs, for who may end it. */
  may: string[]
}

export interface ChainResult { calls: number; answered: number; escalated: number; firstAnswerS: number | null }

/** GET /api/v1/proofs : the weekly proof of the whole chain. */
export interface Proof {
  id: string
  site: string
  incident: string
  dueAt: string
  startedAt: string
  endedAt: string | null
  state: string
  result: ChainResult | null
}

/** GET /api/v1/ledger/verify */
export interface LedgerVerdict {
  good: boolean
  entries: number
  headSequence: number
  headHash: string
  anchors: number
  /** Highest sequence an anchor vouches for; 0 = none. */
  lastAnchor: number
  edgeEvents: number
  edgeFaults: { site: string; edge: string; epoch: string; ledgerSequence: number; edgeSequence: number; what: Text }[]
  fault: { kind: string; sequence: number; entryKind: string | null; what: Text } | null
}

export interface LedgerAnchor { sequence: number; hash: string; time: string | null; source: string }

/** GET /api/v1/ledger?from&to&site&kind&subject&after&limit */
export interface LedgerRow {
  sequence: number
  time: string
  kind: string
  kindName: Text
  subject: string
  site: string | null
  actor: string | null
  drill: boolean
  summary: Text
  hash: string
}

// ---- identities of gateways --------------------------------------------------------------------------------------------

/** GET /api/v1/enrolments : tokens by which one gateway gets its identity, once. */
export interface Enrolment {
  id: string
  site: string
  edge: string
  madeBy: string
  madeAt: string
  expiresAt: string
  usedAt: string | null
  revokedAt: string | null
  /** Only in the answer to its making. */
  token: string | null
}

/** GET /api/v1/certificates */
export interface EdgeCertificate {
  serial: string
  site: string
  edge: string
  issuedAt: string
  expiresAt: string
  revokedAt: string | null
}

/** One thing the center looked at, about itself. */
export interface HealthItem {
  /** Somebody should look at it when not. */
  isGood: boolean
  text: Text
}

/** GET /api/v1/health, as who is signed in gets it. */
export interface CenterHealth {
  state: 'ok' | 'attention' | 'databaseAway'
  at: string
  version: string
  database: { kind: string; ok: boolean }
  /** When each duty last ended well. */
  duties: Record<string, string | null>
  dutiesLate: string[]
  parts: Record<string, HealthItem>
  /** Of the last start; null before it has ended. */
  selfTest: { at: string; items: (HealthItem & { name: string })[] } | null
}

/** GET /api/v1/identity : public halves, PEM, and the most hours a token may wait. */
export interface CenterIdentity {
  authority: string
  offerKey: string
  longestTokenHours: number
}

// ---- exchange with other platforms ------------------------------------------------------------------------------------

export interface ExchangeToken {
  id: string
  name: string
  scopePath: string
  rights: string[]
  madeAt: string
  expiresAt: string
  revokedAt: string | null
  /** Only in the answer to its making. */
  token: string | null
}

export interface Subscription {
  id: string
  name: string
  url: string
  scopePath: string
  rights: string[]
  cursor: number
  behind: number
  failures: number
  nextAt: string | null
  lastGoodAt: string | null
  trouble: string | null
  deadLetters: number
  secret: string | null
}

export interface DeadLetter { id: string; subscriptionId: string; after: number; upTo: number; at: string; trouble: string }

// ---- live -----------------------------------------------------------------------------------------------------------

/**
 * SignalR hub /live. The server calls:
 *   change(LiveChange)      after every commit that concerns the account's scope
 *   values(LiveValues)      at most once a second, of the site the page has subscribed to with invoke('watchSite', siteId | null)
 *   beat(serverTimeIso)     every 5 s; nothing for 12 s = connection lost
 */
export interface LiveChange {
  sequence: number
  kind: string
  subject: string
  site: string | null
  tier: Tier | null
  drill: boolean
  /** For kind `warning.received`: the row, so that the table needs no question. */
  warning: WarningRow | null
}

export interface LiveValues {
  site: string
  values: { edge: string; point: string; value: number | null; text: string | null; quality: string; t: string; tier: Tier }[]
}
