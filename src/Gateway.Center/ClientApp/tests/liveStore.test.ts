import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test, vi } from 'vitest'
import { useLive } from '@/stores/live'
import { fakeCenter } from './support/mounting'

/** A connection that does what the test says, when the test says it. */
class FakeHub {
  state = 'Disconnected'
  starts = 0
  failing = 0
  heard = new Map<string, (given: unknown) => void>()
  closed: () => void = () => undefined
  ending: () => void = () => undefined

  on(name: string, act: (given: unknown) => void) { this.heard.set(name, act) }
  onreconnecting() { /* not tried here */ }
  onreconnected() { /* not tried here */ }
  onclose(act: () => void) { this.closed = act }
  invoke() { return Promise.resolve() }

  async start() {
    this.starts++
    if (this.failing-- > 0) throw new Error('refused')
    this.state = 'Connected'
  }

  /** Ends when the test lets the socket close. */
  stop() { return new Promise<void>(done => { this.ending = () => { this.state = 'Disconnected'; this.closed(); done() } }) }

  beat() { this.heard.get('beat')!('2026-03-02T00:00:00Z') }
}

const made: FakeHub[] = []
let failNext = 0
vi.mock('@microsoft/signalr', () => ({
  LogLevel: { None: 6 },
  HubConnectionBuilder: class {
    withUrl() { return this }
    withAutomaticReconnect() { return this }
    withServerTimeout() { return this }
    configureLogging() { return this }
    build() {
      const hub = new FakeHub()
      hub.failing = failNext
      made.push(hub)
      return hub
    }
  },
}))

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
  fakeCenter({})
  made.length = 0
  failNext = 0
})

test('who signs in while the former connection is still closing is connected, also when the first attempt fails', async () => {
  const live = useLive()
  live.start()
  await vi.advanceTimersByTimeAsync(10)
  made[0]!.beat()
  expect(live.state).toBe('live')

  const stopped = live.stop()
  failNext = 1
  live.start()
  await vi.advanceTimersByTimeAsync(10)
  made[0]!.ending()
  await stopped
  expect(made.length).toBe(2)
  expect(made[1]!.state).toBe('Disconnected')

  await vi.advanceTimersByTimeAsync(2500)
  expect(made[1]!.starts).toBe(2)
  made[1]!.beat()
  expect(live.state).toBe('live')
  await vi.advanceTimersByTimeAsync(5000)
  expect(made[1]!.starts, 'one connection, not two').toBe(2)
})

test('what a former connection still says changes nothing', async () => {
  const live = useLive()
  live.start()
  await vi.advanceTimersByTimeAsync(10)
  void live.stop()
  expect(live.state).toBe('connecting')
  live.start()
  await vi.advanceTimersByTimeAsync(10)

  made[0]!.beat()
  expect(live.state).toBe('connecting')
  made[1]!.beat()
  made[0]!.ending()
  expect(live.state).toBe('live')
})

test('a connection that the center ended is made anew, and after the sign-out no more', async () => {
  const live = useLive()
  live.start()
  await vi.advanceTimersByTimeAsync(10)
  const hub = made[0]!
  hub.beat()
  hub.state = 'Disconnected'
  hub.closed()
  expect(live.state).toBe('lost')
  await vi.advanceTimersByTimeAsync(2500)
  expect(hub.starts).toBe(2)

  void live.stop()
  hub.ending()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(hub.starts).toBe(2)
  expect(live.state).toBe('connecting')
})
