import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { center } from '@/api/center'
import { ApiError } from '@/api/http'
import type { Session, SetupState } from '@/api/types'
import { useClock } from './clock'

export type Stand = 'unknown' | 'setup' | 'out' | 'in'

/** Who sits here and what they may do. */
export const useSession = defineStore('session', () => {
  const clock = useClock()
  const stand = ref<Stand>('unknown')
  const session = ref<Session | null>(null)
  const setup = ref<SetupState | null>(null)
  /** True when the center ended the session while somebody worked: the sign-in page says so. */
  const ended = ref(false)

  const leftMs = computed(() => (session.value ? Date.parse(session.value.expiresAt) - clock.nowMs : null))

  async function load(): Promise<void> {
    setup.value = await center.setup()
    clock.zone = setup.value.timeZone ?? clock.zone
    if (setup.value.needed) { stand.value = 'setup'; return }
    await renew()
  }

  /** Asks again who is signed in; a working session is prolonged by every question. */
  async function renew(): Promise<void> {
    try {
      enter(await center.session())
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error
      leave()
    }
  }

  function enter(value: Session) {
    session.value = value
    stand.value = 'in'
    ended.value = false
  }

  function leave(byCenter = false) {
    ended.value = byCenter && stand.value === 'in'
    session.value = null
    stand.value = 'out'
  }

  async function signIn(account: string, password: string) {
    enter(await center.signIn(account, password))
  }

  async function signOut() {
    await center.signOut().catch(() => undefined)
    leave()
  }

  const may = (act: string) => session.value?.acts.includes(act) ?? false

  return { stand, session, setup, ended, leftMs, load, renew, leave, signIn, signOut, may }
})
