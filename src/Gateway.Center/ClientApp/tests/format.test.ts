import { expect, test } from 'vitest'
import { offset, percent, setPoint, value } from '@/format/number'
import { age, countdown, duration, fromPicker, fullTime, shortTime, toPicker } from '@/format/time'

test('times are shown in the zone of the county, whatever zone the desk is in', () => {
  expect(fullTime('2026-03-01T16:00:05Z', 'Asia/Shanghai')).toBe('2026-03-02 00:00:05')
  expect(fullTime('2026-03-01T16:00:05Z', 'UTC')).toBe('2026-03-01 16:00:05')
})

test('the date is left out only on the same day of the county', () => {
  const now = Date.parse('2026-03-02T00:30:00Z')
  expect(shortTime('2026-03-01T16:00:05Z', 'Asia/Shanghai', now)).toBe('00:00:05')
  expect(shortTime('2026-03-01T15:59:59Z', 'Asia/Shanghai', now)).toBe('03-01 23:59:59')
})

test('a time picked is the time of the county, whatever zone the desk is in', () => {
  for (const zone of ['Asia/Shanghai', 'America/New_York', 'UTC']) {
    for (const instant of ['2026-03-02T00:00:05Z', '2026-03-08T06:59:59Z', '2026-03-08T07:00:01Z', '2026-11-01T05:30:00Z']) {
      const shown = toPicker(instant, zone)
      const two = (n: number) => String(n).padStart(2, '0')
      expect(fullTime(instant, zone).slice(11)).toBe(`${two(shown.getHours())}:${two(shown.getMinutes())}:${two(shown.getSeconds())}`)
    }
    expect(fromPicker(toPicker('2026-03-08T07:00:01Z', zone), zone)).toBe(Date.parse('2026-03-08T07:00:01Z'))
  }
})

test('ages name the two largest units and never run backwards', () => {
  expect(age(12, 'zh')).toBe('12 秒前')
  expect(age(200, 'zh')).toBe('3 分 20 秒前')
  expect(age(7500, 'en')).toBe('2 h 5 min ago')
  expect(duration(86_400, 'zh')).toBe('1 天')
  expect(age(-3, 'en')).toBe('0 s ago')
})

test('a countdown goes through zero into minus', () => {
  expect(countdown(725_000)).toBe('12:05')
  expect(countdown(3_753_000)).toBe('1:02:33')
  expect(countdown(400)).toBe('00:01')
  expect(countdown(-12_900)).toBe('−00:12')
  expect(countdown(-400)).toBe('00:00')
})

test('values keep the digits that help and a missing value is a dash, not zero', () => {
  expect(value(null)).toBe('—')
  expect(value(Number.NaN)).toBe('—')
  expect(value(0)).toBe('0')
  expect(value(0.0123)).toBe('0.012')
  expect(value(-54.321)).toBe('−54.32')
  expect(value(12_345.6)).toBe('12346')
  expect([10, 0.25, -2].map(setPoint)).toEqual(['10', '0.25', '−2'])
  expect(percent(3, 0)).toBe('—')
  expect(offset(-4200)).toBe('−4.2 s')
  expect(offset(null)).toBe('—')
})
