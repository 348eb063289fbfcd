import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { LiveChange, LiveValues } from '@/api/types'
import { Coalescer } from '@/live/coalescer'
import { Watchdog, type LinkState } from '@/live/watchdog'
import { useClock } from './clock'
import { useSession } from './session'

type Listener = (changes: LiveChange[]) => void

/** Longest wait between two attempts to reach the center again. */
const longestRetryMs = 5000

/** The live connection: changes in batches, at most four a second; `epoch` rises whenever all must be read again. */
export const useLive = defineStore('live', () => {
  const clock = useClock()
  const session = useSession()
  const state = ref<LinkState>('connecting')
  const epoch = ref(0)
  const lostSinceMs = ref<number | null>(null)
  const lastSeenMs = ref(Date.now())
  const listeners = new Set<Listener>()
  const valueListeners = new Set<(values: LiveValues) => void>()
  const changes = new Coalescer<LiveChange>((batch, dropped) => hand(batch, dropped))
  let dog = new Watchdog(performance.now())
  let hub: HubConnection | null = null
  let watched: string | null = null
  let timer: ReturnType<typeof setInterval> | null = null
  let wanted = false

  function hand(batch: LiveChange[], dropped: number) {
    for (const listener of listeners) listener(batch)
    if (dropped > 0) epoch.value++
  }

  function show(next: LinkState) {
    if (next === state.value) return
    state.value = next
    lostSinceMs.value = next === 'lost' ? clock.nowMs : null
  }

  function beat(serverTime: string) {
    const back = dog.beat(performance.now())
    clock.serverSays(Date.parse(serverTime), true)
    lastSeenMs.value = clock.nowMs
    show('live')
    if (back) epoch.value++
  }

  function build(): HubConnection {
    const made = new HubConnectionBuilder()
      // Asking for the connection is a POST, and the center takes none without the token of the session.
      .withUrl('/live', { headers: { 'X-Csrf-Token': session.session?.csrf ?? '' } })
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: c => Math.min(longestRetryMs, 500 * 2 ** c.previousRetryCount) })
      .configureLogging(LogLevel.None)
      .build()
    made.on('change', (change: LiveChange) => changes.add(change))
    made.on('values', (values: LiveValues) => { for (const listener of valueListeners) listener(values) })
    made.on('beat', beat)
    made.onreconnecting(() => { dog.drop(); show(dog.state) })
    made.onreconnected(() => back())
    made.onclose(() => { dog.drop(); show(dog.state); retry() })
    return made
  }

  /** A new connection has missed what happened in between, however short that was. */
  function back() {
    if (dog.state !== 'lost') epoch.value++
    if (watched) void hub?.invoke('watchSite', watched).catch(() => undefined)
  }

  async function open() {
    try {
      await hub?.start()
      back()
    } catch {
      retry()
    }
  }

  function retry() {
    if (wanted) setTimeout(() => { if (wanted && hub?.state === 'Disconnected') void open() }, 2000)
  }

  function start() {
    if (wanted) return
    wanted = true
    dog = new Watchdog(performance.now())
    state.value = 'connecting'
    hub = build()
    timer = setInterval(() => show(dog.check(performance.now())), 1000)
    void open()
  }

  async function stop() {
    wanted = false
    if (timer) clearInterval(timer)
    timer = null
    changes.stop()
    await hub?.stop().catch(() => undefined)
    hub = null
    state.value = 'connecting'
    lostSinceMs.value = null
  }

  function watchSite(site: string | null) {
    watched = site
    if (hub?.state === 'Connected') void hub.invoke('watchSite', site).catch(() => undefined)
  }

  const subscribe = <T>(set: Set<T>, item: T) => { set.add(item); return () => { set.delete(item) } }
  return {
    state, epoch, lostSinceMs, lastSeenMs, start, stop, watchSite,
    onChanges: (listener: Listener) => subscribe(listeners, listener),
    onValues: (listener: (values: LiveValues) => void) => subscribe(valueListeners, listener),
  }
})
