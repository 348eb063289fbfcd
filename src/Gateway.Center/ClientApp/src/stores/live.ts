import { HubConnectionBuilder, LogLevel, type HubConnection } from '@microsoft/signalr'
import { defineStore } from 'pinia'
import { ref } from 'vue'
import type { LiveChange, LiveValues } from '@/api/types'
import { Coalescer } from '@/live/coalescer'
import { silenceMs, Watchdog, type LinkState } from '@/live/watchdog'
import { useClock } from './clock'
import { useSession } from './session'

type Listener = (changes: LiveChange[]) => void

/** Longest wait between two attempts to reach the center again. */
const longestRetryMs = 5000
/** Between two attempts when there was no connection yet, or the center ended it. */
const retryMs = 2000
/** So long without a word the transport is given up and made anew: a little more than until the page says that it is lost. */
const deadMs = silenceMs + 3000

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
      .withServerTimeout(deadMs)
      .configureLogging(LogLevel.None)
      .build()
    // A former connection may still be closing when the next one is there: what it says is no longer heard.
    const heard = <A extends unknown[]>(act: (...given: A) => void) => (...given: A) => { if (made === hub) act(...given) }
    made.on('change', heard((change: LiveChange) => changes.add(change)))
    made.on('values', heard((values: LiveValues) => { for (const listener of valueListeners) listener(values) }))
    made.on('beat', heard(beat))
    made.onreconnecting(heard(() => { dog.drop(); show(dog.state) }))
    made.onreconnected(heard(() => back(made)))
    made.onclose(heard(() => { dog.drop(); show(dog.state); retry(made) }))
    return made
  }

  /** A new connection has missed what happened in between, however short that was. */
  function back(made: HubConnection) {
    if (dog.state !== 'lost') epoch.value++
    if (watched) void made.invoke('watchSite', watched).catch(() => undefined)
  }

  async function open(made: HubConnection) {
    try {
      await made.start()
      if (made === hub) back(made)
    } catch {
      retry(made)
    }
  }

  function retry(made: HubConnection) {
    setTimeout(() => { if (made === hub && made.state === 'Disconnected') void open(made) }, retryMs)
  }

  function start() {
    if (hub) return
    dog = new Watchdog(performance.now())
    state.value = 'connecting'
    timer = setInterval(() => show(dog.check(performance.now())), 1000)
    hub = build()
    void open(hub)
  }

  /** Over at once; closing the socket may take a while, and who signs in meanwhile gets a connection of their own. */
  async function stop() {
    const made = hub
    hub = null
    if (timer) clearInterval(timer)
    timer = null
    changes.stop()
    state.value = 'connecting'
    lostSinceMs.value = null
    await made?.stop().catch(() => undefined)
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
