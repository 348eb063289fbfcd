import type { Tier } from '@/api/types'
import { tiers } from '@/format/tier'

/** Families of hazards a drill can be about; words in `family.<name>`. */
export const families = ['gas', 'fire', 'dust', 'power', 'slope', 'tank', 'flood', 'geology', 'explosives', 'elevator', 'other'] as const

/** The two words of a scenario such as `gas-red`; null when it is none. */
export function scenarioWords(scenario: string): { family: string; tier: Tier } | null {
  const at = scenario.lastIndexOf('-')
  const tier = tiers.find(t => t === scenario.slice(at + 1))
  return at > 0 && tier ? { family: scenario.slice(0, at), tier } : null
}
