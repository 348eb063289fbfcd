import type { Tier } from '@/api/types'

/** Gravest first: the order of every list by tier. */
export const tiers = ['red', 'orange', 'yellow', 'blue'] as const satisfies readonly Tier[]
export type RealTier = (typeof tiers)[number]

export const gravity: Record<Tier, number> = { none: 0, blue: 1, yellow: 2, orange: 3, red: 4 }

/** Roman number of the level and outline in a box of 24 by 24; colour is never the only sign. */
export const signs: Record<RealTier, { numeral: string; path: string }> = {
  red: { numeral: 'Ⅰ', path: 'M7.5 1h9L23 7.5v9L16.5 23h-9L1 16.5v-9z' },
  orange: { numeral: 'Ⅱ', path: 'M12 0.5L23.5 12 12 23.5 0.5 12z' },
  yellow: { numeral: 'Ⅲ', path: 'M12 1L23.5 22.5H0.5z' },
  blue: { numeral: 'Ⅳ', path: 'M12 1a11 11 0 1 1 0 22a11 11 0 0 1 0-22z' },
}

export function gravest(list: readonly Tier[]): Tier {
  return list.reduce<Tier>((most, tier) => (gravity[tier] > gravity[most] ? tier : most), 'none')
}
