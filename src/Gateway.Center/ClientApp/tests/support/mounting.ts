import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { vi } from 'vitest'
import { useElements } from '@/elements'
import { i18n } from '@/locales'
import { innerPages, navPages } from '@/pages'

export interface Sent { method: string; path: string; body: unknown; headers: Record<string, string> }

/** Answers the console's requests by path; everything sent is kept. */
export function fakeCenter(answers: Record<string, (sent: Sent) => { status?: number; body?: unknown }>): Sent[] {
  const sent: Sent[] = []
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    const one = { method: init.method ?? 'GET', path: url.replace('/api/v1', ''), body: init.body ? JSON.parse(String(init.body)) : undefined, headers: init.headers as Record<string, string> }
    sent.push(one)
    const answer = answers[`${one.method} ${one.path}`]?.(one) ?? { status: 404, body: { code: 'none', why: { zh: '没有', en: 'none' } } }
    return new Response(answer.body === undefined ? null : JSON.stringify(answer.body), { status: answer.status ?? 200 })
  })
  return sent
}

export function testRouter() {
  const blank = { template: '<div />' }
  const routes = [...navPages.map(p => ({ name: p.name, path: p.path })), ...innerPages.map(p => ({ name: p.name as string, path: p.path })), { name: 'sign-in', path: '/sign-in' }, { name: 'setup', path: '/setup' }, { name: 'password', path: '/password' }]
  return createRouter({ history: createMemoryHistory(), routes: routes.map(r => ({ ...r, component: blank })) })
}

export async function show(component: Component, props: Record<string, unknown> = {}, path = '/', slots: Record<string, string> = {}) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const router = testRouter()
  await router.push(path)
  const wrapper = mount(component, {
    props, slots, attachTo: document.body,
    global: { plugins: [pinia, i18n, router, { install: useElements }], stubs: { teleport: false, transition: true } },
  })
  await flushPromises()
  return { wrapper, router }
}

export const byTestId = (id: string) => document.querySelector<HTMLElement>(`[data-testid="${id}"]`)
export { flushPromises }
