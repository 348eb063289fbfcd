import type { SiteCard } from '@/api/types'
import { gravity } from '@/format/tier'

export interface Spot { site: SiteCard; x: number; y: number }
export interface Town { key: string; x: number; y: number; r: number; site: SiteCard }
export interface Plan { width: number; height: number; spots: Spot[]; towns: Town[]; /** Kilometres of one unit of the plan. */ kmPerUnit: number; without: SiteCard[] }

const kmPerDegree = 111.32
const margin = 110

/** Lays the sites out on a plan of the county: equirectangular around its middle, true to scale, north up. */
export function layOut(sites: readonly SiteCard[], width = 1000, height = 700): Plan {
  const placed = sites.filter(s => s.longitude !== null && s.latitude !== null)
  const without = sites.filter(s => s.longitude === null || s.latitude === null)
  if (placed.length === 0) return { width, height, spots: [], towns: [], kmPerUnit: 1, without }

  const [west, east] = bounds(placed.map(s => s.longitude!))
  const [south, north] = bounds(placed.map(s => s.latitude!))
  const shrink = Math.cos((((south + north) / 2) * Math.PI) / 180)
  const kmWide = Math.max((east - west) * kmPerDegree * shrink, 0.5)
  const kmHigh = Math.max((north - south) * kmPerDegree, 0.5)
  const kmPerUnit = Math.max(kmWide / (width - 2 * margin), kmHigh / (height - 2 * margin))
  const midLongitude = (west + east) / 2
  const midLatitude = (south + north) / 2
  // The gravest last, so that it lies on top.
  const spots = [...placed].sort((a, b) => gravity[a.tier] - gravity[b.tier]).map(site => ({
    site,
    x: width / 2 + ((site.longitude! - midLongitude) * kmPerDegree * shrink) / kmPerUnit,
    y: height / 2 - ((site.latitude! - midLatitude) * kmPerDegree) / kmPerUnit,
  }))
  return { width, height, spots, towns: towns(spots), kmPerUnit, without }
}

const bounds = (values: number[]): [number, number] => [Math.min(...values), Math.max(...values)]

function towns(spots: Spot[]): Town[] {
  return [...group(spots)].map(([key, list]) => {
    const x = list.reduce((sum, s) => sum + s.x, 0) / list.length
    const y = list.reduce((sum, s) => sum + s.y, 0) / list.length
    return { key, x, y, r: 34 + Math.max(...list.map(s => Math.hypot(s.x - x, s.y - y))), site: list[0]!.site }
  })
}

function group(spots: Spot[]): Map<string, Spot[]> {
  const groups = new Map<string, Spot[]>()
  for (const spot of spots) if (spot.site.town) groups.set(spot.site.town.zh, [...(groups.get(spot.site.town.zh) ?? []), spot])
  return groups
}

/** A round number of kilometres that is about a sixth of the plan wide. */
export function scaleBar(plan: Plan): { km: number; units: number } {
  const wish = (plan.width / 6) * plan.kmPerUnit
  const power = 10 ** Math.floor(Math.log10(wish))
  const km = ([5, 2, 1].find(f => f * power <= wish) ?? 1) * power
  return { km, units: km / plan.kmPerUnit }
}
