import { defineStore } from 'pinia'
import { ref } from 'vue'

/** The center's clock and the county's zone: ages and countdowns on the page must not depend on the clock of the desk's computer. */
export const useClock = defineStore('clock', () => {
  const offsetMs = ref(0)
  const nowMs = ref(Date.now())
  const zone = ref('Asia/Shanghai')
  let timer: ReturnType<typeof setInterval> | null = null

  const tick = () => { nowMs.value = Date.now() + offsetMs.value }

  /** An HTTP date has whole seconds, so small differences say nothing; the hub's beat is exact. */
  function serverSays(ms: number, exact: boolean) {
    const offset = ms - Date.now()
    if (exact || Math.abs(offset - offsetMs.value) > 1500) offsetMs.value = offset
    tick()
  }

  return {
    nowMs, zone, offsetMs, tick, serverSays,
    start: () => { timer ??= setInterval(tick, 1000) },
    stop: () => { if (timer) clearInterval(timer); timer = null },
  }
})
