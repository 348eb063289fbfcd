import { onBeforeUnmount, shallowRef, watch, type Ref } from 'vue'
import type { ApiError } from '@/api/http'
import type { LiveChange } from '@/api/types'
import { Refresher } from '@/live/refresher'
import { useLive } from '@/stores/live'

/** Something read from the center that is read again when a change concerns it and after a lost connection. */
export function useFresh<T>(ask: () => Promise<T>, concerns: (change: LiveChange) => boolean, everyMs = 1000) {
  const live = useLive()
  const data = shallowRef<T | null>(null) as Ref<T | null>
  const trouble = shallowRef<ApiError | null>(null)
  const refresher = new Refresher(load, everyMs)

  async function load() {
    try {
      data.value = await ask()
      trouble.value = null
    } catch (error) {
      trouble.value = error as ApiError
    }
  }

  const off = live.onChanges(changes => { if (changes.some(concerns)) refresher.want() })
  watch(() => live.epoch, () => refresher.want())
  onBeforeUnmount(() => { off(); refresher.stop() })
  return { data, trouble, load, want: () => refresher.want() }
}
