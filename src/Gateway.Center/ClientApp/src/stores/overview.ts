import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { center } from '@/api/center'
import { Refresher } from '@/live/refresher'
import type { Overview } from '@/api/types'
import type { ApiError } from '@/api/http'

/** The county at a glance: also feeds the state bar, so it is kept on every page. */
export const useOverview = defineStore('overview', () => {
  const data = shallowRef<Overview | null>(null)
  const trouble = ref<ApiError | null>(null)

  async function load() {
    try {
      data.value = await center.overview()
      trouble.value = null
    } catch (error) {
      trouble.value = error as ApiError
    }
  }

  // Twice a second at the most would load the center without making the page fresher to the eye.
  const refresher = new Refresher(load, 2000)
  return { data, trouble, load, want: () => refresher.want(), clear: () => { data.value = null } }
})
