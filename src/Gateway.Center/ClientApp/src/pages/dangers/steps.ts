import type { Danger, DangerRow } from '@/api/types'

/** The highest step of the ladder of supervision. */
const highest = 4

/** Steps that can be taken now, of those the account may take; the center has the last word and says what is missing. */
export function stepsNow(d: Danger): string[] {
  const major = d.grade === 'major'
  const can: Record<string, boolean> = {
    start: d.state === 'planned',
    submit: d.state === 'rectifying',
    sign: d.state === 'submitted',
    return: d.state === 'submitted' || d.state === 'confirmed',
    list: major && ['found', 'planned', 'rectifying'].includes(d.state),
    delist: d.state === 'confirmed' && d.listing !== null && d.listing.delistedAt === null,
    escalate: d.overdue && d.escalation < highest,
    report: ['planned', 'rectifying', 'submitted', 'confirmed'].includes(d.state),
    cancel: true,
    keep: d.cancelRequest !== null,
    upgrade: !major,
    review: true,
  }
  return d.may.filter(step => can[step])
}

/** The plan stands once it is submitted. */
export const canPlan = (d: Danger): boolean => d.may.includes('plan') && ['found', 'planned', 'rectifying'].includes(d.state)

export const isOver = (d: DangerRow): boolean => d.state === 'closed' || d.state === 'cancelled'

const dayMs = 86_400_000

/** Whole days since it was found, and past its deadline (0 = in time); null for what is over. */
export function ageOf(d: DangerRow, nowMs: number): { days: number; late: number } | null {
  if (isOver(d)) return null
  const since = (at: string) => Math.max(0, Math.floor((nowMs - Date.parse(at)) / dayMs))
  return { days: since(d.foundAt), late: d.overdue && d.dueAt ? Math.max(1, since(d.dueAt)) : 0 }
}

/** The field into which the words of a step go. */
const mainField: Record<string, string> = { submit: 'result', return: 'reason', cancel: 'reason', keep: 'reason', upgrade: 'reason', escalate: 'how', report: 'how', list: 'body' }
export const fieldOf = (step: string): string => mainField[step] ?? 'remark'
export const needsWords = (step: string): boolean => !['sign', 'start', 'delist'].includes(step)
