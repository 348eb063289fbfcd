import { afterEach, expect, test } from 'vitest'
import VirtualRows from '@/components/VirtualRows.vue'
import WarningDetails from '@/pages/warnings/WarningDetails.vue'
import WarningLine from '@/pages/warnings/WarningLine.vue'
import { applyValues } from '@/pages/site/applyValues'
import type { PointView } from '@/api/types'
import { fits, merge, mostRows } from '@/stores/warnings'
import { byTestId, show } from './support/mounting'
import { warning } from './support/samples'

afterEach(() => { document.body.innerHTML = '' })
const time = (s: number) => new Date(Date.parse('2026-03-02T00:00:00Z') + s * 1000).toISOString()

test('a row tells tier, site, point, value, and that nobody has acknowledged it', async () => {
  const { wrapper } = await show(WarningLine, { row: warning(), selected: false, unheard: true })
  for (const word of ['橙色', '场所', '测点', '31.50', '%LEL', '未确认', '08:00:00']) expect(wrapper.text()).toContain(word)
})

test('a drill and a warning that came late are marked in the row', async () => {
  const { wrapper } = await show(WarningLine, { row: warning({ drill: true, historical: true }), selected: false, unheard: false })
  expect(wrapper.text()).toContain('演练')
  expect(wrapper.text()).toContain('补传')
  expect(wrapper.text()).not.toContain('未确认')
})

test('the explanation names reason, why not higher, clause and an unreviewed default', async () => {
  const row = warning()
  await show(WarningDetails, { row: { ...row, rule: { ...row.rule, unreviewedDefault: true } } })
  expect(byTestId('warning-reason')!.textContent).toContain('达到限值')
  expect(byTestId('warning-why-not-higher')!.textContent).toContain('未达到红色限值')
  expect(byTestId('warning-unreviewed')).not.toBeNull()
  expect(byTestId('warning-details')!.textContent).toContain('GB/T 50493')
})

test('a list of five thousand draws only what is in sight', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => ({ key: String(i) }))
  const { wrapper } = await show(VirtualRows as never, { rows, rowHeight: 34, rowKey: (r: { key: string }) => r.key, selected: -1 }, '/', { default: '<i class="drawn">{{ params.row.key }}</i>' })
  const drawn = (wrapper.vm as unknown as { $el: HTMLElement }).$el
  expect(drawn.querySelector('div')!.style.height).toBe('170000px')
  const keys = [...drawn.querySelectorAll('.drawn')].map(e => e.textContent)
  expect(keys[0]).toBe('0')
  expect(keys.length).toBeGreaterThan(10)
  expect(keys.length).toBeLessThan(60)
})

test('live rows are merged newest first, each once, and the list stays bounded', () => {
  const held = Array.from({ length: mostRows }, (_, i) => warning({ key: `k${i}`, receivedTime: time(-i) }))
  const merged = merge(held, [warning({ key: 'k3', receivedTime: time(-3), historical: true }), warning({ key: 'new', receivedTime: time(9) })])
  expect(merged.length).toBe(mostRows)
  expect(merged[0]!.key).toBe('new')
  expect(merged.filter(r => r.key === 'k3').map(r => r.historical)).toEqual([true])
})

test('a live row shows only where it fits the filter', () => {
  const row = warning()
  expect(fits(row, {})).toBe(true)
  expect(fits(row, { tier: 'red' })).toBe(false)
  expect(fits(row, { site: 's1', text: '测点' })).toBe(true)
  expect(fits(row, { text: 'nothing like it' })).toBe(false)
  expect(fits(row, { drill: true })).toBe(false)
  expect(fits(row, { to: row.eventTime })).toBe(false)
})

test('a live value that is older than the one shown is not taken', () => {
  const point = { id: 'p', edge: 'e', value: 1, sourceTime: time(10), state: 'live', quality: 'good', tier: 'none', text: null } as PointView
  const value = (t: string) => ({ site: 's', values: [{ edge: 'e', point: 'p', value: 2, text: null, quality: 'good', t, tier: 'none' as const }] })
  expect(applyValues([point], value(time(9)))[0]!.value).toBe(1)
  expect(applyValues([point], value(time(11)))[0]!.value).toBe(2)
  expect(applyValues([{ ...point, edge: 'other' }], value(time(11)))[0]!.value).toBe(1)
})
