import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import ReasonDialog from '@/components/ReasonDialog.vue'
import { useCopy } from '@/composables/useCopy'
import { byTestId, show } from './support/mounting'

afterEach(() => { document.body.innerHTML = '' })

test('a dialog without further fields can be confirmed as soon as the words are there', async () => {
  await show(ReasonDialog, { open: true, title: 't', label: 'l', confirm: 'c', required: true })
  await nextTick()
  expect((byTestId('reason-confirm') as HTMLButtonElement).disabled).toBe(true)
  const text = byTestId('reason-text') as HTMLTextAreaElement
  text.value = '已核实'
  text.dispatchEvent(new Event('input'))
  await nextTick()
  expect((byTestId('reason-confirm') as HTMLButtonElement).disabled).toBe(false)
})

test('one that is not ready cannot', async () => {
  await show(ReasonDialog, { open: true, title: 't', label: 'l', confirm: 'c', ready: false })
  await nextTick()
  expect((byTestId('reason-confirm') as HTMLButtonElement).disabled).toBe(true)
})

test('what was copied is said, and also that a browser did not let it or has no clipboard', async () => {
  const { copied, copy } = useCopy()
  for (const [navigator, end] of [[{ clipboard: { writeText: async () => undefined } }, 'done'], [{ clipboard: { writeText: () => Promise.reject(new Error()) } }, 'refused'], [{}, 'refused']] as const) {
    vi.stubGlobal('navigator', navigator)
    await copy('x')
    expect(copied.value).toBe(end)
  }
})
