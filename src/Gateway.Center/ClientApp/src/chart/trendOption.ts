import type { EChartsCoreOption } from 'echarts/core'
import type { History } from '@/api/types'
import { setPoint, value } from '@/format/number'
import { trend, type Hole } from './trend'

/** What the chart needs to know of the page: colours of the theme, words, how a time is written. */
export interface Look {
  color: (name: string) => string
  t: (key: string) => string
  tx: (text: { zh: string; en: string }) => string
  time: (ms: number) => string
  hatch: unknown
  phone: boolean
}

/** The option of a trend: band of minimum and maximum, line of the mean, holes hatched, limits as named lines, the forecast dashed. */
export function trendOption(history: History, from: number, to: number, look: Look): EChartsCoreOption {
  const made = trend(history)
  const ink = look.color('--ink')
  const forecast = history.forecast
  const end = Math.max(to, ...(forecast ? [forecast.at, forecast.to, ...forecast.line.map(p => p.t)].map(t => (t ? Date.parse(t) : 0)) : []))
  const axis = { axisLine: { lineStyle: { color: look.color('--line') } }, axisLabel: { color: look.color('--ink-2') }, splitLine: { lineStyle: { color: look.color('--line') } } }
  const band = { type: 'line', stack: 'band', stackStrategy: 'all', symbol: 'none', lineStyle: { opacity: 0 }, silent: true, tooltip: { show: false } }
  return {
    animation: false,
    textStyle: { fontFamily: 'inherit' },
    grid: { left: 58, right: look.phone ? 14 : 150, top: 26, bottom: 58 },
    tooltip: { trigger: 'axis', backgroundColor: look.color('--panel'), borderColor: look.color('--line'), textStyle: { color: ink }, valueFormatter: (v: unknown) => (typeof v === 'number' ? `${value(v)} ${history.unit}` : '—'),
      axisPointer: { label: { formatter: (p: { value: number }) => look.time(p.value) } } },
    xAxis: { type: 'time', min: from, max: end, ...axis, axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: (ms: number) => look.time(ms).slice(end - from > 86_400_000 ? 5 : 11, 16) } },
    yAxis: { type: 'value', scale: true, name: history.unit, nameTextStyle: { color: look.color('--ink-2') }, ...axis, ...reach(history) },
    dataZoom: [{ type: 'inside', filterMode: 'none' }, { type: 'slider', height: 18, bottom: 6, filterMode: 'none', ...neutral(look) }],
    series: [
      { ...band, id: 'low', data: made.low },
      { ...band, id: 'spread', data: made.spread, areaStyle: { color: ink, opacity: 0.14 } },
      {
        id: 'mean', name: look.t('trend.mean'), type: 'line', data: made.line, connectNulls: false, showSymbol: made.line.length < 60, symbolSize: 4, lineStyle: { color: ink, width: 1.5 }, itemStyle: { color: ink },
        markArea: { silent: false, itemStyle: { color: look.hatch }, label: { color: look.color('--ink-2'), fontSize: 11, position: 'insideTop' }, data: made.holes.map(h => hole(h, look)) },
        markLine: { symbol: 'none', silent: true, animation: false, data: limits(history, look) },
      },
      { id: 'uncertain', name: look.t('quality.uncertain'), type: 'scatter', symbol: 'emptyCircle', symbolSize: 7, data: made.uncertain, itemStyle: { color: ink } },
      { id: 'bad', name: look.t('quality.bad'), type: 'scatter', symbol: 'path://M0 0L10 10M10 0L0 10', symbolSize: 8, itemStyle: { color: 'none', borderColor: ink, borderWidth: 1.5 }, data: made.bad.map(t => [t, floor(history)]), tooltip: { show: false } },
      ...(forecast ? [forecastSeries(forecast, look)] : []),
    ],
  }
}

/** The slider of the chart is blue by itself; colour is the tiers'. */
function neutral(look: Look): object {
  const line = look.color('--line')
  const data = { lineStyle: { color: look.color('--ink-2') }, areaStyle: { color: line } }
  const grip = { color: look.color('--panel'), borderColor: look.color('--ink-2') }
  return { borderColor: line, fillerColor: 'rgba(128,128,128,.15)', dataBackground: data, selectedDataBackground: data, handleStyle: grip, moveHandleStyle: { color: line }, emphasis: { handleStyle: grip, moveHandleStyle: { color: look.color('--ink-2') } } }
}

const numbers = (history: History) => [...history.samples.flatMap(s => [s.min ?? s.mean, s.max ?? s.mean]).filter(v => v !== null), ...history.limits.map(l => l.value)]
const floor = (history: History) => Math.min(...numbers(history), Number.POSITIVE_INFINITY)

/** Limits must be in sight: a curve without them looks harmless or grave by chance. */
function reach(history: History): { min?: number; max?: number } {
  const all = numbers(history)
  if (all.length === 0) return {}
  const low = Math.min(...all)
  const high = Math.max(...all)
  const air = (high - low || Math.abs(high) || 1) * 0.06
  const round = (v: number) => Number(v.toPrecision(3))
  return { min: low >= 0 && low - air < 0 ? 0 : round(low - air), max: round(high + air) }
}

function hole(h: Hole, look: Look): object[] {
  return [{ xAxis: h.from, name: h.gap ? look.tx(h.gap.reason) : look.t('trend.unexplained') }, { xAxis: h.to }]
}

function limits(history: History, look: Look): object[] {
  return history.limits.map(l => ({
    yAxis: l.value,
    lineStyle: { color: look.color(`--${l.tier}`), width: 1.5, type: l.unreviewedDefault ? 'dashed' : 'solid' },
    label: { color: look.color('--ink'), position: look.phone ? 'insideEndTop' : 'end', formatter: `${look.t(`tier.${l.tier}`)} ${l.kind === 'high' ? '≥' : '≤'} ${setPoint(l.value)}${l.unreviewedDefault ? ' *' : ''}` },
  }))
}

function forecastSeries(forecast: NonNullable<History['forecast']>, look: Look): object {
  const ink = look.color('--ink')
  return {
    id: 'forecast', name: look.t('trend.forecast'), type: 'line', symbol: 'none', data: forecast.line.map(p => [Date.parse(p.t), p.v]), lineStyle: { type: 'dashed', color: ink, width: 1.5 }, itemStyle: { color: ink },
    markLine: forecast.at ? { symbol: 'none', silent: true, data: [{ xAxis: Date.parse(forecast.at), lineStyle: { color: ink, type: 'dotted' }, label: { color: ink, formatter: look.t('trend.failure') } }] } : undefined,
    markArea: forecast.from && forecast.to ? { silent: true, itemStyle: { color: ink, opacity: 0.08 }, data: [[{ xAxis: Date.parse(forecast.from) }, { xAxis: Date.parse(forecast.to) }]] } : undefined,
  }
}
