/** A measured value with as many digits as help at its size; `—` where there is none. */
export function value(v: number | null | undefined, digits?: number): string {
  if (v === null || v === undefined || !Number.isFinite(v)) return '—'
  return v.toFixed(digits ?? digitsFor(Math.abs(v))).replace(/^-(0(?:\.0+)?)$/, '$1').replace('-', '−')
}

/** A limit as it was set, without digits that say nothing: `10`, `0.25`. */
export const setPoint = (v: number): string => String(Number(v.toPrecision(6))).replace('-', '−')

function digitsFor(size: number): number {
  if (size >= 1000 || size === 0) return 0
  if (size >= 100) return 1
  return size >= 1 ? 2 : 3
}

export function percent(part: number, whole: number): string {
  return whole === 0 ? '—' : `${((100 * part) / whole).toFixed(1)} %`
}

/** The offset of a clock with its sign: `+120 ms`, `−3.2 s`. */
export function offset(ms: number | null): string {
  if (ms === null) return '—'
  const sign = ms < 0 ? '−' : '+'
  const size = Math.abs(ms)
  return size < 1000 ? `${sign}${size.toFixed(0)} ms` : `${sign}${(size / 1000).toFixed(1)} s`
}

/** A share of 0 to 1: `97.5 %`; `—` where there is nothing to take a share of. */
export const share = (v: number | null | undefined): string => (v === null || v === undefined || !Number.isFinite(v) ? '—' : `${(100 * v).toFixed(1)} %`)
