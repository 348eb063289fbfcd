import { afterEach, expect, test } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { ApiError, request, useHooks } from '@/api/http'
import type { Session } from '@/api/types'
import SignInPage from '@/pages/access/SignInPage.vue'
import { gate } from '@/router'
import { useSession } from '@/stores/session'
import { byTestId, fakeCenter, flushPromises, show, testRouter } from './support/mounting'

afterEach(() => { document.body.innerHTML = '' })
const session = (over: Partial<Session> = {}): Session => ({ account: 'a', name: '值班员甲', role: 'dutyOfficer', acts: ['see'], scope: { path: '/', unitId: 'c', name: { zh: '县', en: 'county' } }, person: null, csrf: 'token-1', expiresAt: '2026-03-02T08:00:00Z', mustChangePassword: false, ...over })

async function fill(then = '/sign-in') {
  const shown = await show(SignInPage, {}, then)
  await shown.wrapper.find('input[autocomplete=username]').setValue('duty1')
  await shown.wrapper.find('input[type=password]').setValue('secret')
  await shown.wrapper.find('form').trigger('submit')
  await flushPromises()
  return shown
}

test('signing in sends account and password and opens the page that was wanted', async () => {
  const sent = fakeCenter({ 'POST /session': () => ({ body: session() }) })
  const { router } = await fill('/sign-in?then=/warnings')
  expect(sent[0]!.body).toEqual({ account: 'duty1', password: 'secret' })
  expect(router.currentRoute.value.path).toBe('/warnings')
  expect(useSession().stand).toBe('in')
})

test('a link cannot lead away from the console after signing in', async () => {
  fakeCenter({ 'POST /session': () => ({ body: session() }) })
  for (const away of ['//evil.example', 'https://evil.example', '/\\evil.example']) {
    const { router } = await fill(`/sign-in?then=${encodeURIComponent(away)}`)
    expect(router.currentRoute.value.path).toBe('/')
    document.body.innerHTML = ''
  }
})

test('a refused sign-in says why with its code and empties the password', async () => {
  fakeCenter({ 'POST /session': () => ({ status: 401, body: { code: 'session.locked', why: { zh: '账号已锁定', en: 'locked' } } }) })
  const { wrapper } = await fill()
  expect(byTestId('sign-in-refused')!.textContent).toContain('账号已锁定')
  expect(byTestId('sign-in-refused')!.textContent).toContain('session.locked')
  expect((wrapper.find('input[type=password]').element as HTMLInputElement).value).toBe('')
})

test('changes carry the token of the session, questions do not', async () => {
  const sent = fakeCenter({ 'POST /x': () => ({}), 'GET /x': () => ({ body: 1 }) })
  useHooks({ csrf: () => 'token-1' })
  await request('POST', '/x', {})
  await request('GET', '/x')
  useHooks({ csrf: () => null })
  expect(sent.map(s => s.headers['X-Csrf-Token'])).toEqual(['token-1', undefined])
})

test('an ended session is told once, by any page', async () => {
  fakeCenter({ 'GET /overview': () => ({ status: 401, body: { code: 'session.none' } }) })
  let told = 0
  useHooks({ signedOut: () => { told++ } })
  await expect(request('GET', '/overview')).rejects.toMatchObject({ status: 401, code: 'session.none' })
  useHooks({ signedOut: () => undefined })
  expect(told).toBe(1)
})

test('a center that does not answer is told apart from one that refuses', async () => {
  fakeCenter({})
  globalThis.fetch = async () => { throw new TypeError('network') }
  const error = await request('GET', '/overview').catch(e => e as ApiError)
  expect(error).toMatchObject({ status: 0, code: 'unreachable' })
})

test('the gate: set-up first, then sign-in, then a new password, then what the account may do', () => {
  setActivePinia(createPinia())
  const s = useSession()
  const router = testRouter()
  const go = (path: string, act?: string) => gate({ ...router.resolve(path), meta: { acts: act && [act] } } as never, s)
  s.stand = 'setup'
  expect(go('/')).toEqual({ name: 'setup' })
  s.stand = 'out'
  expect(go('/warnings')).toEqual({ name: 'sign-in', query: { then: '/warnings' } })
  s.stand = 'in'
  s.session = session({ mustChangePassword: true })
  expect(go('/warnings')).toEqual({ name: 'password' })
  s.session = session()
  expect(go('/warnings')).toBe(true)
  expect(go('/warnings', 'seeAudit')).toEqual({ name: 'overview' })
  expect(go('/sign-in')).toEqual({ name: 'overview' })
})
