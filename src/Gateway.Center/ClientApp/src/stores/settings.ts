import { defineStore } from 'pinia'
import { ref, watchEffect } from 'vue'
import { i18n } from '@/locales'
import type { Lang } from '@/format/time'

export type Theme = 'light' | 'dark'

/** What a person chooses about the console itself; kept in the browser. */
export const useSettings = defineStore('settings', () => {
  const lang = ref<Lang>(stored('lang') === 'en' ? 'en' : 'zh')
  const theme = ref<Theme>(stored('theme') === 'light' || stored('theme') === 'dark' ? (stored('theme') as Theme) : preferred())

  watchEffect(() => {
    keep('lang', lang.value)
    i18n.global.locale.value = lang.value
    document.documentElement.lang = lang.value === 'zh' ? 'zh-CN' : 'en'
  })
  watchEffect(() => {
    keep('theme', theme.value)
    document.documentElement.classList.toggle('dark', theme.value === 'dark')
  })

  return {
    lang,
    theme,
    switchLang: () => { lang.value = lang.value === 'zh' ? 'en' : 'zh' },
    switchTheme: () => { theme.value = theme.value === 'dark' ? 'light' : 'dark' },
  }
})

const preferred = (): Theme => (globalThis.matchMedia?.('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
const stored = (name: string) => globalThis.localStorage?.getItem(`center.${name}`) ?? null
const keep = (name: string, value: string) => globalThis.localStorage?.setItem(`center.${name}`, value)
