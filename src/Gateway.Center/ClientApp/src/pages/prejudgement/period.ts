import type { PrejudgementSheet } from '@/api/types'
import { fullTime } from '@/format/time'

/** The days a sheet is about, by the county's clock: `2026-03-02` or `2026-03-02 – 2026-03-08`. */
export function periodOf(sheet: Pick<PrejudgementSheet, 'period'>, zone: string): string {
  const first = fullTime(sheet.period.from, zone).slice(0, 10)
  // The period ends before its `to`.
  const last = fullTime(Date.parse(sheet.period.to) - 1, zone).slice(0, 10)
  return first === last ? first : `${first} – ${last}`
}
