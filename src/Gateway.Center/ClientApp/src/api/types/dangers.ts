import type { NotNow, Page, Text } from './common'
import type { LedgerRow } from './proving'

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
