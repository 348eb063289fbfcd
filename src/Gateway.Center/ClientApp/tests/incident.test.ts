import { afterEach, expect, test } from 'vitest'
import IncidentActions from '@/pages/incident/IncidentActions.vue'
import { byTestId, fakeCenter, flushPromises, show } from './support/mounting'
import { incident } from './support/samples'

afterEach(() => { document.body.innerHTML = '' })
const acts = ['acknowledge', 'raise', 'release', 'confirmAccident', 'instruct', 'recordDanger']
const shownActs = () => acts.filter(a => byTestId(`act-${a}`) !== null)
const click = async (id: string) => { byTestId(id)!.click(); await flushPromises() }
const write = async (text: string) => {
  const box = document.querySelector<HTMLTextAreaElement>('textarea')!
  box.value = text
  box.dispatchEvent(new Event('input'))
  await flushPromises()
}

test('only what the center allows is offered', async () => {
  await show(IncidentActions, { incident: incident({ may: ['acknowledge', 'instruct'] }) })
  expect(shownActs()).toEqual(['acknowledge', 'instruct'])
})

test('who may do nothing is told so', async () => {
  await show(IncidentActions, { incident: incident() })
  expect(shownActs()).toEqual([])
  expect(byTestId('act-none')).not.toBeNull()
})

test('nothing happens before the confirmation, and acknowledging needs no words', async () => {
  const sent = fakeCenter({ 'POST /incidents/i1/acknowledge': () => ({}) })
  const { wrapper } = await show(IncidentActions, { incident: incident({ may: ['acknowledge'] }) })
  await click('act-acknowledge')
  expect(sent).toEqual([])
  await click('reason-confirm')
  expect(sent.map(s => [s.path, s.body])).toEqual([['/incidents/i1/acknowledge', { remark: '' }]])
  expect(wrapper.emitted('done')).toHaveLength(1)
})

test('releasing takes a reason', async () => {
  const sent = fakeCenter({ 'POST /incidents/i1/release': () => ({}) })
  await show(IncidentActions, { incident: incident({ may: ['release'] }) })
  await click('act-release')
  expect((byTestId('reason-confirm') as HTMLButtonElement).disabled).toBe(true)
  await write('  现场已核查 ')
  await click('reason-confirm')
  expect(sent.map(s => s.body)).toEqual([{ reason: '现场已核查' }])
})

test('a tier is raised at least one step, with its reason', async () => {
  const sent = fakeCenter({ 'POST /incidents/i1/raise': () => ({}) })
  await show(IncidentActions, { incident: incident({ tier: 'yellow', may: ['raise'] }) })
  await click('act-raise')
  await write('多点同时升高')
  await click('reason-confirm')
  expect(sent.map(s => s.body)).toEqual([{ tier: 'orange', reason: '多点同时升高' }])
})

test('a refusal is said with its reason and code, and the dialog stays', async () => {
  fakeCenter({ 'POST /incidents/i1/release': () => ({ status: 409, body: { code: 'incident.stands', why: { zh: '仍超限', en: 'stands' } } }) })
  await show(IncidentActions, { incident: incident({ may: ['release'] }) })
  await click('act-release')
  await write('理由')
  await click('reason-confirm')
  const toast = [...document.querySelectorAll('.toast-error')].map(e => e.textContent).join()
  expect(toast).toContain('仍超限')
  expect(toast).toContain('incident.stands')
  expect(byTestId('reason-dialog')).not.toBeNull()
})
