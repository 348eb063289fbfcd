import type { RosterCheck, Shift } from '@/api/types'
import { fromPicker, toPicker } from '@/format/time'

const dayMs = 86_400_000

/** The seven days of the county's week that holds an instant: beginnings in milliseconds, and the end of the last. */
export function weekOf(instantMs: number, zone: string): number[] {
  const local = toPicker(instantMs, zone)
  const monday = local.getDate() - ((local.getDay() + 6) % 7)
  // By dates, not by adding hours: days of other zones are not all 24 h long.
  return Array.from({ length: 8 }, (_, i) => fromPicker(new Date(local.getFullYear(), local.getMonth(), monday + i), zone))
}

/** `YYYY-MM-DD` of the county. */
export function dayName(instantMs: number, zone: string): string {
  const local = toPicker(instantMs, zone)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
}

export interface DayPlan {
  from: number
  to: number
  /** In order of their beginning; `carried` = it began the day before. */
  shifts: { shift: Shift; carried: boolean; conflict: boolean }[]
  /** Times of this day with nobody on duty, that are not over. */
  holes: { from: number; to: number }[]
}

/** What each day of a week holds. */
export function plan(days: number[], shifts: readonly Shift[], check: RosterCheck | null): DayPlan[] {
  const clashing = new Set(check?.conflicts.flatMap(c => [c.firstShift, c.secondShift]))
  const sorted = [...shifts].sort((a, b) => Date.parse(a.from) - Date.parse(b.from) || a.id.localeCompare(b.id))
  return days.slice(0, -1).map((from, i) => {
    const to = days[i + 1]!
    return {
      from,
      to,
      shifts: sorted.filter(s => Date.parse(s.from) < to && Date.parse(s.to) > from).map(shift => ({ shift, carried: Date.parse(shift.from) < from, conflict: clashing.has(shift.id) })),
      holes: (check?.holes ?? []).map(h => ({ from: Math.max(Date.parse(h.from), from), to: Math.min(Date.parse(h.to), to) })).filter(h => h.to > h.from),
    }
  })
}

/** The shift that follows another at its unit; who takes over is its first officer. */
export const nextOf = (shift: Shift, shifts: readonly Shift[]): Shift | undefined =>
  [...shifts].sort((a, b) => Date.parse(a.from) - Date.parse(b.from)).find(s => s.unitId === shift.unitId && Date.parse(s.from) >= Date.parse(shift.to))

export const weekMs = 7 * dayMs
