import { afterEach, expect, test } from 'vitest'
import type { Danger, RosterCheck, Shift, Unit } from '@/api/types'
import { concerns } from '@/composables/useForm'
import { reviewDue } from '@/pages/administration/review'
import { degrees, objectOf, unitOf } from '@/pages/administration/placing'
import DangerSteps from '@/pages/dangers/DangerSteps.vue'
import { pageOf } from '@/pages/ledger/pageOf'
import DangerForm from '@/pages/dangers/DangerForm.vue'
import { ageOf, canPlan } from '@/pages/dangers/steps'
import { scenarioWords } from '@/pages/drills/scenario'
import { periodOf } from '@/pages/prejudgement/period'
import { nextOf, plan, weekOf } from '@/pages/roster/days'
import { byTestId, fakeCenter, flushPromises, show } from './support/mounting'

afterEach(() => { document.body.innerHTML = '' })
const zone = 'Asia/Shanghai'
const at = (text: string) => Date.parse(text)
const danger = (over: Partial<Danger>): Danger => ({
  grade: 'major', state: 'found', overdue: false, escalation: 0, listing: null, cancelRequest: null, may: [], notNow: [], reportable: [], foundAt: '2026-03-01T00:00:00Z', dueAt: null, ...over,
}) as Danger
const shift = (id: string, from: string, to: string, unitId = 'county'): Shift => ({ id, unitId, from, to, officers: [{ person: `p-${id}`, name: id }], leader: null, handover: null, isNow: false })

test('a danger offers the steps the center names, and says in a word why the others are not possible', async () => {
  const why = { zh: '未提交验收', en: 'it is not submitted' }
  await show(DangerSteps, { danger: danger({ may: ['plan', 'list', 'review'], notNow: [{ act: 'sign', why }] }) })
  expect([...document.querySelectorAll<HTMLElement>('[data-testid^=danger-step-]')].map(b => b.dataset.testid)).toEqual(['danger-step-list', 'danger-step-review'])
  expect(byTestId('not-now-sign')!.textContent).toBe('未提交验收')
})

test('the plan is a form only while the center takes it', () => {
  expect(canPlan(danger({ may: ['plan'] }))).toBe(true)
  expect(canPlan(danger({ may: ['report'] }))).toBe(false)
})

test('an entry of the ledger leads to the page of what it is about', () => {
  expect(pageOf({ kind: 'incident.opened', subject: '1' })).toEqual({ name: 'incident', params: { id: '1' } })
  expect(pageOf({ kind: 'danger.found', subject: 'H1' })).toEqual({ name: 'danger', params: { id: 'H1' } })
  expect(pageOf({ kind: 'danger.proposed', subject: 'x' })).toBeNull()
  expect(pageOf({ kind: 'account.made', subject: 'a' })).toBeNull()
})

test('a danger ages until it is over, and is late from its deadline on', () => {
  const now = at('2026-03-11T12:00:00Z')
  expect(ageOf(danger({}), now)).toEqual({ days: 10, late: 0 })
  expect(ageOf(danger({ overdue: true, dueAt: '2026-03-11T11:00:00Z' }), now)).toEqual({ days: 10, late: 1 })
  expect(ageOf(danger({ state: 'closed' }), now)).toBeNull()
})

test('a week of the county begins on its Monday, whatever day it is asked on', () => {
  const days = weekOf(at('2026-03-01T17:00:00Z'), zone) // Monday 01:00 there, Sunday in UTC
  expect(new Date(days[0]!).toISOString()).toBe('2026-03-01T16:00:00.000Z')
  expect(days).toHaveLength(8)
  expect(weekOf(at('2026-03-08T15:59:59Z'), zone)).toEqual(days)
})

test('a night shift stands on both its days, a hole is cut at midnight, and who is twice on duty is marked', () => {
  const days = weekOf(at('2026-03-02T00:00:00Z'), zone)
  const night = shift('night', '2026-03-02T12:00:00Z', '2026-03-03T00:00:00Z')
  const check: RosterCheck = { holes: [{ from: '2026-03-03T00:00:00Z', to: '2026-03-03T20:00:00Z' }], conflicts: [{ person: 'a', firstShift: 'night', secondShift: 'x', from: '', to: '' }] }
  const week = plan(days, [night], check)
  expect(week.map(d => d.shifts.map(s => s.carried))).toEqual([[false], [true], [], [], [], [], []])
  expect(week[0]!.shifts[0]!.conflict).toBe(true)
  expect(week.map(d => d.holes.length)).toEqual([0, 1, 1, 0, 0, 0, 0])
  expect(week[1]!.holes[0]!.to).toBe(week[2]!.from)
})

test('the next shift is of the same unit', () => {
  const first = shift('a', '2026-03-02T00:00:00Z', '2026-03-02T12:00:00Z')
  const other = shift('b', '2026-03-02T12:00:00Z', '2026-03-03T00:00:00Z', 'town')
  const next = shift('c', '2026-03-02T12:00:00Z', '2026-03-03T00:00:00Z')
  expect(nextOf(first, [next, other, first])).toBe(next)
  expect(nextOf(next, [first, other, next])).toBeUndefined()
})

test('a sheet is named by its days, without the instant after its last', () => {
  expect(periodOf({ period: { from: '2026-03-01T16:00:00Z', to: '2026-03-02T16:00:00Z' } }, zone)).toBe('2026-03-02')
  expect(periodOf({ period: { from: '2026-03-01T16:00:00Z', to: '2026-03-08T16:00:00Z' } }, zone)).toBe('2026-03-02 – 2026-03-08')
})

test('contacts are due a year after they were looked at, or when nobody ever did', () => {
  const person = (reviewedAt: string | null, active = true) => ({ reviewedAt, active }) as never
  expect(reviewDue(person(null), at('2026-03-02T00:00:00Z'))).toBe(true)
  expect(reviewDue(person('2025-03-02T00:00:01Z'), at('2026-03-02T00:00:00Z'))).toBe(false)
  expect(reviewDue(person('2025-03-02T00:00:00Z'), at('2026-03-02T00:00:00Z'))).toBe(true)
  expect(reviewDue(person(null, false), at('2026-03-02T00:00:00Z'))).toBe(false)
})

test('what is typed of a site is a number, an object, or refused', () => {
  expect([degrees(''), degrees('120.5'), degrees('x')]).toEqual([null, 120.5, undefined])
  expect([objectOf(' '), objectOf('{"a":1}'), objectOf('[1]'), objectOf('{')]).toEqual([null, { a: 1 }, undefined, undefined])
  const unit = (id: string, path: string) => ({ id, path }) as Unit
  expect(unitOf('/county/town/plant/', [unit('county', '/county/'), unit('plant', '/county/town/plant/'), unit('town', '/county/town/')])).toBe('plant')
})

test('an error of the center belongs to the field it names, however it is nested', () => {
  expect([concerns('title', 'title'), concerns('shift.unitId', 'unitId'), concerns('roles[0].unitId', 'roles'), concerns('subtitle', 'title'), concerns('row 3.from', 'to')]).toEqual([true, true, true, false, false])
})

test('a scenario is a family and a tier', () => {
  expect(scenarioWords('hazchem-tank-red')).toEqual({ family: 'hazchem-tank', tier: 'red' })
  expect(scenarioWords('gas')).toBeNull()
})

test('what the center finds wrong stands at its field, and the form stays', async () => {
  const sent = fakeCenter({
    'GET /dangers/causes': () => ({ body: {} }),
    'POST /dangers': () => ({ status: 400, body: { code: 'invalid', why: { zh: '内容有误', en: 'wrong' }, errors: [{ path: 'title', found: '', allowed: { zh: '必填', en: 'needed' } }] } }),
  })
  const { wrapper } = await show(DangerForm)
  ;(wrapper.vm as unknown as { begin: (s: object) => void }).begin({ incident: 'i1', site: 's1' })
  await flushPromises()
  for (const [id, text] of [['danger-title', '标题'], ['danger-description', '描述']] as const) {
    const box = document.querySelector<HTMLInputElement>(`input[data-testid=${id}], textarea[data-testid=${id}]`)!
    box.value = text
    box.dispatchEvent(new Event('input'))
  }
  await flushPromises()
  byTestId('danger-save')!.click()
  await flushPromises()
  expect(sent.filter(s => s.method === 'POST').map(s => s.body)).toEqual([{ title: '标题', description: '描述', grade: 'general', cause: null, site: 's1', incident: 'i1', source: 'warning' }])
  expect(byTestId('error-title')!.textContent).toContain('必填')
  expect(byTestId('danger-trouble')!.textContent).toContain('invalid')
  expect(byTestId('danger-form')).not.toBeNull()
})
