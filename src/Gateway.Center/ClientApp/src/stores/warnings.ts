import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { center, type WarningQuery } from '@/api/center'
import type { ApiError } from '@/api/http'
import type { LiveChange, WarningRow } from '@/api/types'

/** Most rows kept in the live table; older ones are a filter or the CSV away. */
export const mostRows = 5000

/** The live table of warnings under the filter that is set. */
export const useWarnings = defineStore('warnings', () => {
  const rows = shallowRef<WarningRow[]>([])
  const filter = ref<WarningQuery>({})
  const next = ref<string | null>(null)
  const loading = ref(false)
  const trouble = ref<ApiError | null>(null)
  let asked = 0

  async function load() {
    const mine = ++asked
    loading.value = true
    try {
      const page = await center.warnings({ ...filter.value, limit: 500 })
      if (mine !== asked) return
      rows.value = page.items
      next.value = page.next
      trouble.value = null
    } catch (error) {
      trouble.value = error as ApiError
    } finally {
      if (mine === asked) loading.value = false
    }
  }

  async function more() {
    if (!next.value || loading.value) return
    loading.value = true
    try {
      const page = await center.warnings({ ...filter.value, after: next.value, limit: 500 })
      rows.value = merge(rows.value, page.items)
      next.value = page.next
    } finally {
      loading.value = false
    }
  }

  let refilling = false
  let refillAgain = false

  /**
   * The center pushes no more than a page can take and says when it left changes out. Then the table asks for them: from the newest down, until two pages
   * in a row hold nothing it does not have.
   */
  async function refill() {
    refillAgain = true
    if (refilling) return
    refilling = true
    try {
      while (refillAgain) {
        refillAgain = false
        await readDown()
      }
    } catch (error) {
      trouble.value = error as ApiError
    } finally {
      refilling = false
    }
  }

  async function readDown() {
    let after: string | undefined
    for (let known = 0; known < 2 && rows.value.length < mostRows;) {
      const held = new Set(rows.value.map(row => row.key))
      const page = await center.warnings({ ...filter.value, after, limit: 500 })
      known = page.items.every(row => held.has(row.key)) ? known + 1 : 0
      rows.value = merge(rows.value, page.items)
      if (!page.next) return
      after = page.next
    }
  }

  function take(changes: LiveChange[]) {
    if (changes.some(c => c.kind === 'live.skipped')) void refill()
    const fresh = changes.flatMap(c => (c.warning && fits(c.warning, filter.value) ? [c.warning] : []))
    if (fresh.length > 0) rows.value = merge(rows.value, fresh)
  }

  return { rows, filter, next, loading, trouble, load, more, take }
})

/** One list, newest first, each warning once; the newer word about a warning counts. */
export function merge(held: readonly WarningRow[], fresh: readonly WarningRow[]): WarningRow[] {
  const byKey = new Map(held.map(row => [row.key, row]))
  for (const row of fresh) byKey.set(row.key, row)
  return [...byKey.values()].sort((a, b) => Date.parse(b.receivedTime) - Date.parse(a.receivedTime)).slice(0, mostRows)
}

/** Whether a live row belongs under the filter, as the center would judge it. */
export function fits(row: WarningRow, f: WarningQuery): boolean {
  if (f.site && row.site !== f.site) return false
  if (f.tier && row.tier !== f.tier) return false
  if (f.drill !== undefined && row.drill !== f.drill) return false
  if (f.from && Date.parse(row.eventTime) < Date.parse(f.from)) return false
  if (f.to && Date.parse(row.eventTime) >= Date.parse(f.to)) return false
  return !f.text || text(row).includes(f.text.toLowerCase())
}

function text(row: WarningRow): string {
  return [row.site, row.siteName.zh, row.siteName.en, row.point, row.pointName.zh, row.pointName.en, row.zone, row.reason.zh, row.reason.en, row.rule.id].join(' ').toLowerCase()
}
