import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, expect, test } from 'vitest'
import { longestMuteMs } from '@/sound/decide'
import { useClock } from '@/stores/clock'
import { useIncidents } from '@/stores/incidents'
import { useLive } from '@/stores/live'
import { useSound } from '@/stores/sound'
import { fakeCenter } from './support/mounting'
import { incidentRow } from './support/samples'

let sent: unknown[]
function begin() {
  setActivePinia(createPinia())
  sent = fakeCenter({})
  const sound = useSound()
  sound.active = true
  return { sound, incidents: useIncidents(), live: useLive(), clock: useClock() }
}
beforeEach(begin)

test('without a click the sound is blocked, and that shows', () => {
  expect(useSound().state).toBe('blocked')
})

test('silencing stops the sound, tells the center nothing and survives a reload of the page', () => {
  const first = begin()
  first.incidents.rows = [incidentRow()]
  expect(first.sound.sounding).toBe('red')
  first.sound.silenceNow()
  expect(first.sound.sounding).toBeNull()
  expect(sent).toEqual([])
  const again = begin()
  again.incidents.rows = [incidentRow()]
  expect(again.sound.sounding).toBeNull()
  again.incidents.rows = [incidentRow({ raisedAt: '2026-03-02T01:00:00Z' })]
  expect(again.sound.sounding).toBe('red')
})

test('silencing the gravest lets the next one be heard', () => {
  const { sound, incidents } = begin()
  incidents.rows = [incidentRow(), incidentRow({ id: 'i2', tier: 'yellow' })]
  sound.silenceNow()
  expect(sound.sounding).toBe('yellow')
})

test('a mute ends by itself and is never longer than the limit', () => {
  const { sound, incidents, clock } = begin()
  incidents.rows = [incidentRow({ tier: 'orange' })]
  sound.mute(24 * 3_600_000)
  expect(sound.sounding).toBeNull()
  clock.nowMs += longestMuteMs + 1
  expect(sound.sounding).toBe('orange')
})

test('a lost connection is heard, can be silenced, and the next loss is heard again', async () => {
  const { sound, live } = begin()
  live.state = 'lost'
  expect(sound.sounding).toBe('lost')
  sound.silenceNow()
  expect(sound.sounding).toBeNull()
  live.state = 'live'
  await Promise.resolve()
  live.state = 'lost'
  expect(sound.sounding).toBe('lost')
})
