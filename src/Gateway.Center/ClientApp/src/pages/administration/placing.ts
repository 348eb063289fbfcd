import type { Unit } from '@/api/types'

/** Degrees as typed: null when nothing is typed, undefined when it is no number. */
export function degrees(text: string): number | null | undefined {
  if (text.trim() === '') return null
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

/** The JSON object that was typed: null when nothing is typed, undefined when it is none. */
export function objectOf(text: string): Record<string, unknown> | null | undefined {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined
  } catch {
    return undefined
  }
}

/** Id of the unit a path belongs to: the deepest one that holds it; empty when none does. */
export const unitOf = (path: string, units: readonly Unit[]): string =>
  units.filter(u => path.startsWith(u.path)).sort((a, b) => b.path.length - a.path.length)[0]?.id ?? ''
