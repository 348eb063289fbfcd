import type { LiveValues, PointView } from '@/api/types'

/** Puts live values into the rows; an older value never replaces a newer one, and the age starts anew. */
export function applyValues(points: readonly PointView[], values: LiveValues): PointView[] {
  const fresh = new Map(values.values.map(v => [`${v.edge}/${v.point}`, v]))
  return points.map(point => {
    const v = fresh.get(`${point.edge}/${point.id}`)
    if (!v || (point.sourceTime !== null && Date.parse(v.t) < Date.parse(point.sourceTime))) return point
    return { ...point, value: v.value, text: v.text, quality: v.quality, tier: v.tier, sourceTime: v.t, state: 'live' as const }
  })
}
