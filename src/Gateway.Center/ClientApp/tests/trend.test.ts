import { expect, test } from 'vitest'
import { resolutionFor, trend, type Sample } from '@/chart/trend'

const start = Date.parse('2026-03-02T00:00:00Z')
const at = (minute: number) => new Date(start + minute * 60_000).toISOString()
const sample = (minute: number, over: Partial<Sample> = {}): Sample => ({ t: at(minute), min: 1, max: 3, mean: 2, n: 60, q: 'good', ...over })
const gap = (from: number, to: number) => ({ from: at(from), to: at(to), reason: { zh: '断电', en: 'power' }, lane: null, asked: false })
const joined = (line: [number, number | null][], a: number, b: number) => {
  const [i, j] = [a, b].map(m => line.findIndex(d => d[0] === start + m * 60_000)) as [number, number]
  return line.slice(i, j + 1).every(d => d[1] !== null)
}

test('the line never crosses a gap that the center names, even a short one', () => {
  const made = trend({ resolution: 'minute', samples: [0, 1, 2, 3].map(m => sample(m)), gaps: [gap(1.2, 1.8)] })
  expect(joined(made.line, 0, 1)).toBe(true)
  expect(joined(made.line, 1, 2)).toBe(false)
  expect(joined(made.line, 2, 3)).toBe(true)
})

test('where samples are missing and no gap is named, the line breaks and the hole is unexplained', () => {
  const made = trend({ resolution: 'minute', samples: [0, 1, 2, 30, 31].map(m => sample(m)), gaps: [] })
  expect(joined(made.line, 2, 30)).toBe(false)
  expect(made.holes).toEqual([{ from: start + 120_000, to: start + 1_800_000, gap: null }])
})

test('a bad value is marked and not drawn; an uncertain one is drawn and marked', () => {
  const made = trend({ resolution: 'minute', samples: [sample(0), sample(1, { q: 'bad', mean: 99 }), sample(2, { q: 'uncertain' })], gaps: [] })
  expect(made.bad).toEqual([start + 60_000])
  expect(made.line.some(d => d[1] === 99)).toBe(false)
  expect(joined(made.line, 0, 2)).toBe(false)
  expect(made.uncertain).toEqual([[start + 120_000, 2]])
})

test('zero is a value and missing is not zero', () => {
  const made = trend({ resolution: 'minute', samples: [sample(0, { mean: 0, min: 0, max: 0 }), sample(1, { mean: null, min: null, max: null })], gaps: [] })
  expect(made.line.map(d => d[1])).toEqual([0, null])
})

test('samples of a slow point are joined at their own pace', () => {
  const made = trend({ resolution: 'raw', samples: [0, 10, 20, 30].map(m => sample(m)), gaps: [] })
  expect(joined(made.line, 0, 30)).toBe(true)
  expect(made.holes).toEqual([])
})

test('samples out of order make the same curve', () => {
  const samples = [sample(2), sample(0), sample(1)]
  expect(trend({ resolution: 'minute', samples, gaps: [] })).toEqual(trend({ resolution: 'minute', samples: [...samples].reverse(), gaps: [] }))
})

test('a longer span is asked for more coarsely', () => {
  expect([1, 8, 72, 168].map(h => resolutionFor(h * 3_600_000))).toEqual(['raw', 'minute', 'minute', 'hour'])
})
