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
