import type { Text } from './common'

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
