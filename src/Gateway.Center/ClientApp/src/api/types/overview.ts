import type { Text, Tier } from './common'

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
