export type Lang = 'zh' | 'en'

interface Parts { year: string; month: string; day: string; hour: string; minute: string; second: string }

const formatters = new Map<string, Intl.DateTimeFormat>()

function parts(ms: number, zone: string): Parts {
  let formatter = formatters.get(zone)
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', second: '2-digit',
    })
    formatters.set(zone, formatter)
  }
  const found: Record<string, string> = {}
  for (const part of formatter.formatToParts(ms)) found[part.type] = part.value
  return found as unknown as Parts
}

const epoch = (instant: string | number) => (typeof instant === 'number' ? instant : Date.parse(instant))

/** `2026-03-02 08:00:05` in the county's zone. */
export function fullTime(instant: string | number, zone: string): string {
  const p = parts(epoch(instant), zone)
  return `${p.year}-${p.month}-${p.day} ${p.hour}:${p.minute}:${p.second}`
}

/** `UTC+08:00`: what a time on a page that leaves the building is to be read by. */
export function zoneLabel(zone: string, ms: number): string {
  const name = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'longOffset' }).formatToParts(ms).find(p => p.type === 'timeZoneName')?.value ?? zone
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC')
}

/** `08:00:05` today, `03-01 08:00:05` on another day of the county. */
export function shortTime(instant: string | number, zone: string, nowMs: number): string {
  const full = fullTime(instant, zone)
  const today = fullTime(nowMs, zone)
  return full.slice(0, 10) === today.slice(0, 10) ? full.slice(11) : full.slice(5)
}

/**
 * A date whose parts in the browser's own zone read like the county's clock: date pickers know only the browser's zone, and the desk of
 * somebody elsewhere must not shift a time that is entered.
 */
export function toPicker(instant: string | number, zone: string): Date {
  const p = parts(epoch(instant), zone)
  return new Date(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second))
}

/** The instant that was meant when a picker shows this date as the county's clock; in milliseconds since 1970. */
export function fromPicker(shown: Date, zone: string): number {
  const wall = Date.UTC(shown.getFullYear(), shown.getMonth(), shown.getDate(), shown.getHours(), shown.getMinutes(), shown.getSeconds())
  // Twice, because the first guess can lie on the other side of a change of the clocks.
  const guess = wall - zoneOffset(wall, zone)
  return wall - zoneOffset(guess, zone)
}

function zoneOffset(ms: number, zone: string): number {
  const p = parts(ms, zone)
  return Date.UTC(Number(p.year), Number(p.month) - 1, Number(p.day), Number(p.hour), Number(p.minute), Number(p.second)) - Math.floor(ms / 1000) * 1000
}

const words = {
  zh: { d: ' 天', h: ' 小时', m: ' 分', s: ' 秒', gap: ' ' },
  en: { d: ' d', h: ' h', m: ' min', s: ' s', gap: ' ' },
}

/** A duration in its two largest units: `3 分 20 秒`, `2 h 5 min`. */
export function duration(seconds: number, lang: Lang): string {
  const s = Math.max(0, Math.floor(seconds))
  const w = words[lang]
  const two = (a: number, aw: string, b: number, bw: string) => (b === 0 ? `${a}${aw}` : `${a}${aw}${w.gap}${b}${bw}`)
  if (s < 60) return `${s}${w.s}`
  if (s < 3600) return two(Math.floor(s / 60), w.m, s % 60, w.s)
  if (s < 86_400) return two(Math.floor(s / 3600), w.h, Math.floor((s % 3600) / 60), w.m)
  return two(Math.floor(s / 86_400), w.d, Math.floor((s % 86_400) / 3600), w.h)
}

/** `12 秒前`, `12 s ago`; what lies ahead by a clock's fault counts as now. */
export function age(seconds: number, lang: Lang): string {
  return lang === 'zh' ? `${duration(seconds, lang)}前` : `${duration(seconds, lang)} ago`
}

/** `12:05`, `1:02:33`; past the end with a minus sign: `−00:12`. */
export function countdown(ms: number): string {
  const total = ms >= 0 ? Math.ceil(ms / 1000) : Math.floor(-ms / 1000)
  const two = (n: number) => String(n).padStart(2, '0')
  const h = Math.floor(total / 3600)
  const rest = `${two(Math.floor((total % 3600) / 60))}:${two(total % 60)}`
  return `${ms <= -1000 ? '−' : ''}${h > 0 ? `${h}:${rest}` : rest}`
}
