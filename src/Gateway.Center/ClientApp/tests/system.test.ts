import { afterEach, expect, test } from 'vitest'
import type { CenterHealth } from '@/api/types'
import NavBar from '@/components/shell/NavBar.vue'
import { navPages } from '@/pages'
import SystemPage from '@/pages/system/SystemPage.vue'
import { useHealth } from '@/stores/health'
import { byTestId, fakeCenter, flushPromises, show } from './support/mounting'

afterEach(() => { document.body.innerHTML = '' })
const said = (isGood: boolean, zh = '好', en = 'good') => ({ isGood, text: { zh, en } })
const health = (over: Partial<CenterHealth> = {}): CenterHealth => ({
  state: 'ok', at: '2026-03-02T00:00:00Z', version: '1.0', database: { kind: 'sqlite', ok: true }, duties: { calls: '2026-03-02T00:00:00Z', roster: null }, dutiesLate: [],
  parts: { link: said(true), ledger: said(true), identity: said(true) }, selfTest: { at: '2026-03-01T00:00:00Z', items: [{ name: 'disk', ...said(true) }] }, ...over,
})
const namesOf = (row: string) => [...document.querySelectorAll<HTMLElement>(`[data-testid="${row}"]`)].map(r => r.dataset.name)

test('what somebody should look at stands first, with what the center says about it', async () => {
  fakeCenter({ 'GET /health': () => ({ body: health({ state: 'attention', dutiesLate: ['roster'], parts: { ledger: said(true), identity: said(false, '签名密钥无法使用', 'the signing key cannot be used') } }) }) })
  await show(SystemPage)
  expect(byTestId('system-state')!.dataset.state).toBe('attention')
  expect(namesOf('system-part')).toEqual(['identity', 'ledger'])
  expect(document.body.textContent).toContain('签名密钥无法使用')
  expect(namesOf('system-duty')).toEqual(['roster', 'calls'])
})

test('a center that does not answer shows that, not the state of before as if it were of now', async () => {
  let away = false
  fakeCenter({ 'GET /health': () => (away ? { status: 503, body: { code: 'database.away', why: { zh: '数据库无应答', en: 'the database does not answer' } } } : { body: health() }) })
  await show(SystemPage)
  expect(byTestId('system-state')!.dataset.state).toBe('ok')
  away = true
  await useHealth().load()
  await flushPromises()
  expect(byTestId('system-state')).toBeNull()
  expect(document.body.textContent).toContain('数据库无应答')
})

test('the navigation counts what is wrong with the center itself, and not gateways that are away', async () => {
  let now = health({ parts: { link: said(false), ledger: said(true) } })
  fakeCenter({ 'GET /health': () => ({ body: now }) })
  await show(NavBar, { pages: navPages })
  const store = useHealth()
  await store.load()
  await flushPromises()
  expect(byTestId('system-wrong')).toBeNull()
  now = health({ dutiesLate: ['calls'], parts: { link: said(false), ledger: said(false) } })
  await store.load()
  await flushPromises()
  expect(byTestId('system-wrong')!.textContent).toBe('2')
})
