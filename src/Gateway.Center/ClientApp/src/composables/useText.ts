import { useI18n } from 'vue-i18n'
import type { Text } from '@/api/types'
import { useClock } from '@/stores/clock'
import { useSettings } from '@/stores/settings'
import * as time from '@/format/time'

/** Texts and times the way the person reads them: language chosen, zone of the county, clock of the center. */
export function useText() {
  const settings = useSettings()
  const clock = useClock()
  const { t, te } = useI18n()
  return {
    t,
    te,
    tx: (text: Text | null | undefined) => (text ? text[settings.lang] || text.zh || text.en : ''),
    full: (at: string | number | null) => (at === null ? '—' : time.fullTime(at, clock.zone)),
    short: (at: string | number | null) => (at === null ? '—' : time.shortTime(at, clock.zone, clock.nowMs)),
    /** Names in a row, with the comma of the language. */
    list: (names: string[]) => names.join(settings.lang === 'zh' ? '、' : ', '),
    zone: () => time.zoneLabel(clock.zone, clock.nowMs),
    ago: (at: string | null) => (at === null ? '—' : time.age((clock.nowMs - Date.parse(at)) / 1000, settings.lang)),
    duration: (seconds: number) => time.duration(seconds, settings.lang),
    countdown: (at: string) => time.countdown(Date.parse(at) - clock.nowMs),
    /** A word of a list, or the raw value when the list does not know it: an unknown word must show, not vanish. */
    word: (list: string, key: string | null | undefined) => (key ? (te(`${list}.${key}`) ? t(`${list}.${key}`) : key) : '—'),
  }
}
