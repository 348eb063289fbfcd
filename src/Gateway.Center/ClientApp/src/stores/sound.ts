import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import type { IncidentRow } from '@/api/types'
import { longestMuteMs, silenceKey, unheard, whatSounds, type SoundState } from '@/sound/decide'
import { Player } from '@/sound/player'
import { useClock } from './clock'
import { useIncidents } from './incidents'
import { useLive } from './live'

const kept = 'center.silenced'

/** What is heard. Silencing stops the sound of an incident here; it is not an acknowledgement and tells the center nothing. */
export const useSound = defineStore('sound', () => {
  const clock = useClock()
  const live = useLive()
  const incidents = useIncidents()
  const canSound = ref(false)
  const mutedUntilMs = ref(0)
  const lossSilenced = ref(false)
  const silenced = ref(new Set<string>(restore()))
  const active = ref(false)
  const player = new Player(can => { canSound.value = can })

  const muted = computed(() => mutedUntilMs.value > clock.nowMs)
  const state = computed<SoundState>(() => (!canSound.value ? 'blocked' : muted.value ? 'muted' : 'armed'))
  const sounding = computed(() => (!active.value ? null : whatSounds({
    incidents: incidents.rows,
    silenced: silenced.value,
    mutedUntilMs: mutedUntilMs.value,
    nowMs: clock.nowMs,
    connectionLost: live.state === 'lost',
    lossSilenced: lossSilenced.value,
  })))
  watch(sounding, what => player.play(what), { immediate: true })
  watch(() => live.state, now => { if (now === 'live') lossSilenced.value = false })

  const isSilenced = (row: IncidentRow) => silenced.value.has(silenceKey(row))
  const sounds = (row: IncidentRow) => unheard(row) && !isSilenced(row)

  function silence(rows: IncidentRow[]) {
    const next = new Set(silenced.value)
    for (const row of rows) next.add(silenceKey(row))
    silenced.value = next
    sessionStorage.setItem(kept, JSON.stringify([...next].slice(-1000)))
  }

  /** Silences whatever sounds now: all incidents of the sounding tier, or the lost connection. */
  function silenceNow() {
    const what = sounding.value
    if (what === 'lost') lossSilenced.value = true
    else if (what) silence(incidents.rows.filter(row => row.tier === what && sounds(row)))
  }

  /** Red breaks through. @param forMs 0 ends it; at most `longestMuteMs`. */
  function mute(forMs: number) {
    mutedUntilMs.value = forMs === 0 ? 0 : clock.nowMs + Math.min(forMs, longestMuteMs)
  }

  return { state, sounding, canSound, mutedUntilMs, active, arm: () => player.arm(), silence, silenceNow, isSilenced, sounds, mute }
})

function restore(): string[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(kept) ?? '[]')
    return Array.isArray(found) ? found.filter(x => typeof x === 'string') : []
  } catch {
    return []
  }
}
