import type { Person } from '@/api/types'

/** Contacts are looked through each year, as the center counts it: the same day a year later. */
export function reviewDue(person: Person, nowMs: number): boolean {
  if (!person.active) return false
  if (person.reviewedAt === null) return true
  const due = new Date(person.reviewedAt)
  due.setUTCFullYear(due.getUTCFullYear() + 1)
  return due.getTime() <= nowMs
}
