import type { Danger, DangerRow } from '@/api/types'

/** Steps with a button of their own; the plan is saved on its form. */
export const stepsOf = (d: Danger): string[] => d.may.filter(step => step !== 'plan')

export const canPlan = (d: Danger): boolean => d.may.includes('plan')

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
