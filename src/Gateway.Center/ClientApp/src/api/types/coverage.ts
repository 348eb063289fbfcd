import type { Role } from './access'
import type { NotNow, Text, Tier } from './common'

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
