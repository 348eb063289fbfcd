import type { Gap, History } from '@/api/types'

export type Sample = History['samples'][number]
/** A point of a line; a value of null breaks it. */
export type Dot = [number, number | null]

export interface Trend { line: Dot[]; low: Dot[]; spread: Dot[]; uncertain: Dot[]; bad: number[]; holes: Hole[] }
export interface Hole { from: number; to: number; /** Null: no sample, and the center has given no reason. */ gap: Gap | null }

/** Samples further apart than this many usual distances are not joined. */
const stretch = 3

/**
 * Makes honest lines out of samples: a value that is bad, missing or beyond a gap is never drawn over. Where nothing was measured for
 * longer than usual and the center names no gap, the line breaks too and the hole is marked as unexplained.
 */
export function trend(history: Pick<History, 'samples' | 'gaps' | 'resolution'>): Trend {
  const samples = [...history.samples].sort((a, b) => Date.parse(a.t) - Date.parse(b.t))
  const gaps = history.gaps.map(gap => ({ from: Date.parse(gap.from), to: Date.parse(gap.to), gap }))
  const step = usualStep(samples, history.resolution)
  const out: Trend = { line: [], low: [], spread: [], uncertain: [], bad: [], holes: [...gaps] }
  let last: number | null = null
  for (const sample of samples) {
    const t = Date.parse(sample.t)
    if (last !== null) bridge(out, last, t, step, gaps)
    put(out, sample, t)
    last = t
  }
  return out
}

function bridge(out: Trend, last: number, t: number, step: number, gaps: Hole[]) {
  const inGap = gaps.some(g => g.from < t && g.to > last)
  const far = t - last > stretch * step
  if (far && !inGap) out.holes.push({ from: last, to: t, gap: null })
  if (far || inGap) lift(out, last + 1)
}

function lift(out: Trend, t: number) {
  out.line.push([t, null])
  out.low.push([t, null])
  out.spread.push([t, null])
}

function put(out: Trend, sample: Sample, t: number) {
  if (sample.q === 'bad' || sample.mean === null) {
    if (sample.q === 'bad') out.bad.push(t)
    lift(out, t)
    return
  }
  out.line.push([t, sample.mean])
  const low = sample.min ?? sample.mean
  out.low.push([t, low])
  out.spread.push([t, (sample.max ?? sample.mean) - low])
  if (sample.q === 'uncertain') out.uncertain.push([t, sample.mean])
}

/** The median distance of the samples, and never less than what the resolution says. */
function usualStep(samples: readonly Sample[], resolution: History['resolution']): number {
  const distances = samples.slice(1).map((s, i) => Date.parse(s.t) - Date.parse(samples[i]!.t)).sort((a, b) => a - b)
  const median = distances[Math.floor(distances.length / 2)] ?? 1000
  return Math.max(median, { raw: 1000, minute: 60_000, hour: 3_600_000 }[resolution])
}

/** The finest resolution whose samples still fit on a screen. */
export function resolutionFor(spanMs: number): History['resolution'] {
  if (spanMs <= 3_600_000) return 'raw'
  return spanMs <= 3 * 86_400_000 ? 'minute' : 'hour'
}
