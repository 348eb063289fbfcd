import type { Text, Tier } from './common'
import type { SiteCard } from './overview'
import type { IncidentRow } from './warnings'

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
