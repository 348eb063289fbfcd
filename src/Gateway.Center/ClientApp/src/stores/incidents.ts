import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { center } from '@/api/center'
import type { ApiError } from '@/api/http'
import type { IncidentRow } from '@/api/types'
import { gravity } from '@/format/tier'
import { Refresher } from '@/live/refresher'
import { unheard } from '@/sound/decide'

/** Most incidents that are kept at once; there are more only when the county burns, and then the gravest come first. */
const most = 500

/** Every incident that is not released: what sounds, and what the warnings page marks as unacknowledged. */
export const useIncidents = defineStore('incidents', () => {
  const rows = shallowRef<IncidentRow[]>([])
  const trouble = ref<ApiError | null>(null)
  const loaded = ref(false)

  async function load() {
    try {
      const [open, cleared] = await Promise.all([
        center.incidents({ state: 'open', limit: most }),
        center.incidents({ state: 'cleared', limit: most }),
      ])
      rows.value = [...open.items, ...cleared.items].sort(byUrgency)
      trouble.value = null
      loaded.value = true
    } catch (error) {
      trouble.value = error as ApiError
    }
  }

  const refresher = new Refresher(load, 1000)
  const byId = computed(() => new Map(rows.value.map(row => [row.id, row])))
  return { rows, byId, trouble, loaded, load, want: () => refresher.want(), clear: () => { rows.value = []; loaded.value = false } }
})

/** Unheard first, then by tier, then the newest. */
export function byUrgency(a: IncidentRow, b: IncidentRow): number {
  return Number(unheard(b)) - Number(unheard(a)) || gravity[b.tier] - gravity[a.tier] || Date.parse(b.raisedAt) - Date.parse(a.raisedAt)
}
