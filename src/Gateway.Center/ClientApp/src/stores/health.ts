import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import { center } from '@/api/center'
import type { CenterHealth } from '@/api/types'
import type { ApiError } from '@/api/http'

/** How the center itself is. Asked for now and then on every page: who watches others must be seen to be well. */
export const useHealth = defineStore('health', () => {
  const data = shallowRef<CenterHealth | null>(null)
  const trouble = shallowRef<ApiError | null>(null)
  /** What is not well with the center itself. Not the link: a gateway or broker that is away has a warning of its own, and a mark that is always there is no mark. */
  const wrong = computed(() => (data.value ? data.value.dutiesLate.length + Object.entries(data.value.parts).filter(([name, part]) => name !== 'link' && !part.isGood).length : 0))

  async function load() {
    try {
      data.value = await center.health()
      trouble.value = null
    } catch (error) {
      // A state of before would be taken for that of now.
      data.value = null
      trouble.value = error as ApiError
    }
  }

  return { data, trouble, wrong, load, clear: () => { data.value = null } }
})
