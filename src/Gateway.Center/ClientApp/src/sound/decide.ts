import { gravity, type RealTier } from '@/format/tier'
import type { IncidentRow } from '@/api/types'
import type { Sounding } from './rhythm'

export type SoundState = 'armed' | 'blocked' | 'muted'

/** What the decision knows of an incident. */
export type Audible = Pick<IncidentRow, 'id' | 'state' | 'tier' | 'raisedAt' | 'acknowledgedAt'>

/** Longest time that sound can be muted; red sounds all the same. */
export const longestMuteMs = 10 * 60_000

/** A silence holds for an incident as it stands: when its tier is raised it sounds again. */
export const silenceKey = (i: Pick<IncidentRow, 'id' | 'tier' | 'raisedAt'>) => `${i.id}|${i.tier}|${i.raisedAt}`

/** Whether somebody still has to hear of it: not released, and not acknowledged since it was last raised. */
export function unheard(i: Audible): boolean {
  if (i.state === 'released' || i.tier === 'none') return false
  return i.acknowledgedAt === null || Date.parse(i.acknowledgedAt) < Date.parse(i.raisedAt)
}

export interface SoundInput {
  incidents: Iterable<Audible>
  silenced: ReadonlySet<string>
  mutedUntilMs: number
  nowMs: number
  connectionLost: boolean
  lossSilenced: boolean
}

/** What should be heard now: the gravest incident nobody has silenced, then a lost connection; null = quiet. */
export function whatSounds(input: SoundInput): Sounding | null {
  const muted = input.mutedUntilMs > input.nowMs
  let found: RealTier | null = null
  for (const incident of input.incidents) {
    if (!unheard(incident) || input.silenced.has(silenceKey(incident))) continue
    const tier = incident.tier as RealTier
    if (muted && tier !== 'red') continue
    if (found === null || gravity[tier] > gravity[found]) found = tier
  }
  if (found === 'red') return 'red'
  if (input.connectionLost && !input.lossSilenced && !muted) return 'lost'
  return found
}
