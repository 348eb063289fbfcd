import { expect, test } from 'vitest'
import { silenceKey, unheard, whatSounds, type SoundInput } from '@/sound/decide'
import { rhythms } from '@/sound/rhythm'
import { incidentRow } from './support/samples'

const later = '2026-03-02T00:05:00Z'
const earlier = '2026-03-01T23:00:00Z'
const input = (over: Partial<SoundInput> = {}): SoundInput => ({ incidents: [], silenced: new Set(), mutedUntilMs: 0, nowMs: 1000, connectionLost: false, lossSilenced: false, ...over })
const red = incidentRow()
const blue = incidentRow({ id: 'i2', tier: 'blue' })

test('the gravest unheard incident sounds', () => {
  expect(whatSounds(input())).toBeNull()
  expect(whatSounds(input({ incidents: [blue, red] }))).toBe('red')
})

test('silencing one incident leaves the others sounding', () => {
  expect(whatSounds(input({ incidents: [blue, red], silenced: new Set([silenceKey(red)]) }))).toBe('blue')
})

test('silence ends when the tier of the incident is raised', () => {
  const orange = incidentRow({ tier: 'orange' })
  const silenced = new Set([silenceKey(orange)])
  expect(whatSounds(input({ incidents: [orange], silenced }))).toBeNull()
  expect(whatSounds(input({ incidents: [{ ...orange, tier: 'red', raisedAt: later }], silenced }))).toBe('red')
})

test('an acknowledged incident is quiet until it is raised after that', () => {
  expect(unheard(incidentRow({ acknowledgedAt: later }))).toBe(false)
  expect(unheard(incidentRow({ acknowledgedAt: earlier }))).toBe(true)
})

test('an incident that cleared before anybody heard it still sounds; a released one does not', () => {
  expect(unheard(incidentRow({ state: 'cleared' }))).toBe(true)
  expect(unheard(incidentRow({ state: 'released' }))).toBe(false)
})

test('muting never mutes red', () => {
  expect(whatSounds(input({ incidents: [blue], mutedUntilMs: 2000 }))).toBeNull()
  expect(whatSounds(input({ incidents: [blue, red], mutedUntilMs: 2000 }))).toBe('red')
  expect(whatSounds(input({ incidents: [blue], mutedUntilMs: 1000 }))).toBe('blue')
})

test('a lost connection sounds over all but red, until it is silenced', () => {
  expect(whatSounds(input({ connectionLost: true, incidents: [blue] }))).toBe('lost')
  expect(whatSounds(input({ connectionLost: true, incidents: [red] }))).toBe('red')
  expect(whatSounds(input({ connectionLost: true, lossSilenced: true }))).toBeNull()
})

test('the graver the tier, the denser its rhythm, and no two are alike', () => {
  const density = (['red', 'orange', 'yellow', 'blue'] as const).map(t => rhythms[t].tones.length / rhythms[t].every)
  expect([...density].sort((a, b) => b - a)).toEqual(density)
  expect(new Set(Object.values(rhythms).map(r => JSON.stringify(r.tones))).size).toBe(5)
  for (const r of Object.values(rhythms)) expect(Math.max(...r.tones.map(x => x.at + x.length))).toBeLessThanOrEqual(r.every)
})
