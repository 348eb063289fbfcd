import type { RouteLocationRaw } from 'vue-router'
import type { LedgerRow } from '@/api/types'

/** Beginnings of kinds whose subject has a page of its own. */
const pages: [kinds: string[], name: string][] = [
  [['incident.', 'instruction.', 'call.', 'drill.'], 'incident'],
  [['danger.'], 'danger'],
  [['prejudgement.', 'consultation.'], 'sheet'],
]

/** The page of what an entry is about; null when it has none. */
export function pageOf(row: Pick<LedgerRow, 'kind' | 'subject'>): RouteLocationRaw | null {
  // A proposal is no case yet: it has no page.
  if (row.kind.startsWith('danger.propos')) return null
  const name = pages.find(([kinds]) => kinds.some(kind => row.kind.startsWith(kind)))?.[1]
  return name ? { name, params: { id: row.subject } } : null
}
