import { expect, test, vi } from 'vitest'
import { Coalescer } from '@/live/coalescer'
import { Refresher } from '@/live/refresher'
import { silenceMs, Watchdog } from '@/live/watchdog'

test('a storm of a thousand changes in a minute is handed over at most four times a second, all of them and in order', () => {
  vi.useFakeTimers()
  const batches: number[][] = []
  const coalescer = new Coalescer<number>(batch => batches.push(batch))
  for (let i = 0; i < 1000; i++) {
    coalescer.add(i)
    vi.advanceTimersByTime(60)
  }
  vi.advanceTimersByTime(1000)
  expect(batches.length).toBeLessThanOrEqual(240)
  expect(batches.flat()).toEqual(Array.from({ length: 1000 }, (_, i) => i))
})

test('more than fits is dropped from the old end and said so', () => {
  vi.useFakeTimers()
  let seen: [number[], number] | null = null
  const coalescer = new Coalescer<number>((batch, dropped) => { seen = [batch, dropped] }, 250, 3)
  for (let i = 0; i < 5; i++) coalescer.add(i)
  vi.advanceTimersByTime(250)
  expect(seen).toEqual([[2, 3, 4], 2])
})

test('a question is never asked twice at once, and the last wish is served', async () => {
  vi.useFakeTimers()
  let running = 0
  let asked = 0
  const refresher = new Refresher(async () => {
    asked++
    expect(++running).toBe(1)
    await new Promise(done => setTimeout(done, 500))
    running--
  }, 1000)
  for (let i = 0; i < 50; i++) {
    refresher.want()
    await vi.advanceTimersByTimeAsync(20)
  }
  await vi.advanceTimersByTimeAsync(10_000)
  expect(asked).toBe(2)
})

test('a question that fails does not end the asking', async () => {
  vi.useFakeTimers()
  let asked = 0
  const refresher = new Refresher(async () => { asked++; throw new Error('no answer') }, 1000)
  refresher.want()
  await vi.advanceTimersByTimeAsync(1100)
  refresher.want()
  await vi.advanceTimersByTimeAsync(1100)
  expect(asked).toBe(2)
})

test('twelve seconds without a beat are a lost connection, and the beat that ends it asks for a reload', () => {
  const dog = new Watchdog(0)
  expect(dog.beat(1000)).toBe(false)
  expect(dog.check(1000 + silenceMs)).toBe('live')
  expect(dog.check(1001 + silenceMs)).toBe('lost')
  expect(dog.beat(20_000)).toBe(true)
  expect(dog.check(20_001)).toBe('live')
})

test('a center that never beats is lost too', () => {
  const dog = new Watchdog(0)
  expect(dog.check(silenceMs)).toBe('connecting')
  expect(dog.check(silenceMs + 1)).toBe('lost')
})

test('a broken transport is lost at once', () => {
  const dog = new Watchdog(0)
  dog.beat(100)
  dog.drop()
  expect(dog.check(200)).toBe('lost')
})
