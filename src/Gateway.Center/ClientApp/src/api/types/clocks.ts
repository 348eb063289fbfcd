import type { NotNow, Text } from './common'

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
