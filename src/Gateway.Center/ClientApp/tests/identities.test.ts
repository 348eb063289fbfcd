import { afterEach, expect, test, vi } from 'vitest'
import type { EdgeCertificate, Enrolment } from '@/api/types'
import IdentitiesPage from '@/pages/identities/IdentitiesPage.vue'
import { certificateRows, enrolLine, hoursOf, isForOthers, othersThatHold, tokenState } from '@/pages/identities/states'
import { byTestId, fakeCenter, flushPromises, show } from './support/mounting'

afterEach(() => { document.body.innerHTML = '' })
const day = 86_400_000
const t0 = Date.parse('2026-03-02T00:00:00Z')
const at = (days: number) => new Date(t0 + days * day).toISOString()
const token = (over: Partial<Enrolment> = {}): Enrolment => ({ id: 't1', site: 's1', edge: 'edge-1', madeBy: 'admin', madeAt: at(-1), expiresAt: at(1), usedAt: null, revokedAt: null, token: null, ...over })
const certificate = (serial: string, from: number, until: number, over: Partial<EdgeCertificate> = {}): EdgeCertificate => ({ serial, site: 's1', edge: 'edge-1', issuedAt: at(from), expiresAt: at(until), revokedAt: null, ...over })
const statesOf = (...all: EdgeCertificate[]) => Object.fromEntries(certificateRows(all, t0).map(c => [c.serial, c.state]))

test('a token is open until it is used, revoked or its time has come', () => {
  expect(tokenState(token(), t0)).toBe('open')
  expect(tokenState(token({ expiresAt: at(0) }), t0)).toBe('expired')
  expect(tokenState(token({ revokedAt: at(-1), expiresAt: at(-0.5) }), t0)).toBe('revoked')
  expect(tokenState(token({ usedAt: at(-1), revokedAt: at(-0.5) }), t0)).toBe('used')
})

test('a certificate runs out soon with less than a third of its life left, and is over from its last instant on', () => {
  expect(statesOf(certificate('a', -120, 60), certificate('b', -120.1, 59.9, { edge: 'edge-2' }), certificate('c', -180, 0, { edge: 'edge-3' }))).toEqual({ a: 'good', b: 'soon', c: 'over' })
  expect(statesOf(certificate('a', -180, -1, { revokedAt: at(-90) }))).toEqual({ a: 'revoked' })
})

test('the former certificate of a gateway that renewed is not late, but is again when the newer one was revoked', () => {
  const [former, newer] = [certificate('former', -150, 30), certificate('newer', -20, 160)]
  expect(statesOf(newer, former)).toEqual({ newer: 'good', former: 'renewed' })
  expect(statesOf({ ...newer, revokedAt: at(-1) }, former)).toEqual({ newer: 'revoked', former: 'soon' })
  expect(statesOf({ ...newer, edge: 'edge-2' }, former)).toEqual({ newer: 'good', former: 'soon' })
  expect(othersThatHold(newer, [newer, former], t0)).toBe(1)
  expect(othersThatHold(newer, [newer, { ...former, revokedAt: at(-1) }, certificate('old', -400, -200)], t0)).toBe(0)
})

test('what somebody should look at comes first, the rest as the center sent it', () => {
  const rows = certificateRows([certificate('x', -1, 179), certificate('y', -2, 178, { edge: 'e2' }), certificate('late', -170, 10, { edge: 'e3' })], t0)
  expect(rows.map(c => c.serial)).toEqual(['late', 'x', 'y'])
})

test('the command names the address of this console and never the token', () => {
  expect(enrolLine('https://center.county.example:8443')).toBe('sudo -u risk-gateway gateway enrol --center https://center.county.example:8443 --ca county-ca.pem --token-file token --out /var/lib/risk-gateway/identity')
  expect(['https://center.county.example:8443', 'https://192.0.2.1', 'http://192.0.2.1', 'https://localhost', 'https://127.0.0.1:8443', 'https://[::1]:8443'].map(isForOthers)).toEqual([true, true, false, false, false, false])
})

test('hours are whole and at least one', () => {
  expect(['24', ' 1 ', '0', '', '1.5', '-3', '1e3', 'x'].map(hoursOf)).toEqual([24, 1, null, null, null, null, null, null])
})

const secret = `rge_${'5'.repeat(64)}`
const answers = {
  'GET /enrolments': () => ({ body: [token({ expiresAt: '2099-01-01T00:00:00Z' })] }),
  'GET /certificates': () => ({ body: [] }),
  'GET /identity': () => ({ body: { authority: 'A', offerKey: 'B', longestTokenHours: 72 } }),
}
const type = (id: string, text: string) => {
  const box = document.querySelector<HTMLInputElement>(`input[data-testid=${id}], [data-testid=${id}] input`)!
  box.value = text
  box.dispatchEvent(new Event('input'))
}
async function makeToken() {
  byTestId('enrolment-add')!.click()
  await flushPromises()
  type('enrolment-site', 'new-site')
  await vi.waitFor(() => expect(document.querySelector('.el-select-dropdown__item')).not.toBeNull())
  document.querySelector<HTMLElement>('.el-select-dropdown__item')!.click()
  await flushPromises()
  byTestId('enrolment-save')!.click()
  await flushPromises()
}

test('a secret is shown once with its command, and is nowhere after the dialog closed', async () => {
  const sent = fakeCenter({ ...answers, 'POST /enrolments': () => ({ status: 201, body: token({ id: 't2', site: 'new-site', token: secret }) }) })
  const { wrapper } = await show(IdentitiesPage)
  await makeToken()
  expect(sent.filter(s => s.method === 'POST').map(s => s.body)).toEqual([{ site: 'new-site', edge: 'edge-1', hours: 24 }])
  expect(byTestId('secret')!.textContent).toBe(secret)
  expect(byTestId('enrol-line')!.textContent).toContain(`--center ${location.origin} `)
  byTestId('secret-close')!.click()
  await flushPromises()
  expect(document.documentElement.outerHTML).not.toContain(secret)
  expect(JSON.stringify([{ ...localStorage }, { ...sessionStorage }, location.href])).not.toContain(secret)
  wrapper.unmount()
})

test('a secret goes with the page', async () => {
  fakeCenter({ ...answers, 'POST /enrolments': () => ({ status: 201, body: token({ id: 't2', token: secret }) }) })
  const { wrapper } = await show(IdentitiesPage)
  await makeToken()
  expect(document.body.textContent).toContain(secret)
  wrapper.unmount()
  expect(document.documentElement.outerHTML).not.toContain(secret)
})

test('what the center finds wrong stands at its field', async () => {
  fakeCenter({ ...answers, 'POST /enrolments': () => ({ status: 400, body: { code: 'invalid', why: { zh: '内容有误', en: 'wrong' }, errors: [{ path: 'hours', found: '99', allowed: { zh: '1 到 72', en: '1 to 72' } }] } }) })
  const { wrapper } = await show(IdentitiesPage)
  await makeToken()
  expect(byTestId('error-hours')!.textContent).toContain('1 到 72')
  expect(byTestId('secret')).toBeNull()
  wrapper.unmount()
})
