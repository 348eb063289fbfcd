export const text = (zh, en) => ({ zh, en })

/** Park-Miller: the same county at every start. */
export function random(seed) {
  let state = seed % 2147483647
  return () => (state = (state * 16807) % 2147483647) / 2147483647
}

export const people = [
  { id: 'p1', name: '值班员甲', role: text('值班员', 'duty officer') },
  { id: 'p2', name: '负责人乙', role: text('企业负责人', 'head of enterprise') },
  { id: 'p3', name: '带班领导丙', role: text('带班领导', 'duty leader') },
]

const towns = [['东山镇', 'Dongshan', 117.62, 31.92], ['临河乡', 'Linhe', 117.42, 31.82], ['工业园区', 'Industrial zone', 117.55, 31.74]]
const kinds = [['化工仓储', 'chemical storage'], ['露天采场', 'open pit'], ['金属加工', 'metal works'], ['加油加气站', 'fuel station'], ['冷库', 'cold store']]

export function sites(next, now) {
  return Array.from({ length: 18 }, (_, i) => {
    const [zh, en, x, y] = towns[i % 3]
    const [kindZh, kindEn] = kinds[i % kinds.length]
    const link = i === 6 ? 'silent' : i === 12 ? 'offline' : 'online'
    return {
      id: `site-${String(i + 1).padStart(2, '0')}`, name: text(`示例${kindZh}${i + 1}号`, `sample ${kindEn} ${i + 1}`), town: text(zh, en), industry: 'industry', longitude: i === 16 ? null : x + (next() - 0.5) * 0.09, latitude: i === 16 ? null : y + (next() - 0.5) * 0.06,
      tier: i === 3 ? 'red' : i === 8 ? 'orange' : i === 1 ? 'yellow' : i === 10 ? 'blue' : 'none', incidents: 0, link, linkSince: new Date(now - (link === 'online' ? 86_400_000 : 900_000)).toISOString(), clockOffsetMs: i === 4 ? -4200 : Math.round(next() * 80), points: 40, pointsGood: 40 - (i % 3), watched: i !== 14, placed: i !== 15,
    }
  })
}
