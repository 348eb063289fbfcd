import type { Text, Tier } from './common'

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
