import type { Call, CallLeg } from './calls'
import type { Clock } from './clocks'
import type { NotNow, Text, Tier } from './common'
import type { DangerRow } from './dangers'
import type { LedgerRow } from './proving'

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
