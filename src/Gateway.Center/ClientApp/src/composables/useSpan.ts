import { computed, reactive } from 'vue'
import { fromPicker, toPicker } from '@/format/time'
import { useClock } from '@/stores/clock'

/** The time a report is about, in whole days of the county: the last so many days to begin with. */
export function useSpan(days: number) {
  const clock = useClock()
  const midnight = (daysFromToday: number) => {
    const now = toPicker(clock.nowMs, clock.zone)
    return new Date(fromPicker(new Date(now.getFullYear(), now.getMonth(), now.getDate() + daysFromToday), clock.zone)).toISOString()
  }
  const pick = reactive({ unit: '', from: midnight(-days) as string | null, to: null as string | null })
  const asked = computed(() => ({ unit: pick.unit || undefined, from: pick.from ?? undefined, to: pick.to ?? undefined }))
  return { pick, asked, last: (n: number) => Object.assign(pick, { from: midnight(-n), to: null }) }
}
