import type { RealTier } from '@/format/tier'

export type Sounding = RealTier | 'lost'

/** One tone: when in the pattern it begins, how long it is, how high. Seconds and hertz. */
export interface Tone { at: number; length: number; hertz: number }

/** Each tier has a rhythm of its own, so that it is known without looking; the graver, the denser. `every` = seconds until it repeats. */
export const rhythms: Record<Sounding, { every: number; tones: Tone[] }> = {
  red: { every: 1.6, tones: Array.from({ length: 6 }, (_, i) => ({ at: i * 0.22, length: 0.18, hertz: i % 2 ? 700 : 980 })) },
  orange: { every: 3, tones: [0, 0.28, 0.56].map(at => ({ at, length: 0.2, hertz: 820 })) },
  yellow: { every: 6, tones: [0, 0.35].map(at => ({ at, length: 0.22, hertz: 620 })) },
  blue: { every: 15, tones: [{ at: 0, length: 0.35, hertz: 440 }] },
  lost: { every: 5, tones: [{ at: 0, length: 0.3, hertz: 520 }, { at: 0.35, length: 0.5, hertz: 300 }] },
}
