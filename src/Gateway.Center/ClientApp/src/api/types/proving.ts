import type { Text, Tier } from './common'

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
