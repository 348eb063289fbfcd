import { people, random, sites, text } from './seed.mjs'
import { answerer } from './routes.mjs'

const names = { none: 0, blue: 1, yellow: 2, orange: 3, red: 4 }

/** The state of the mock county, and the questions it answers. */
export function makeWorld({ setup }) {
  const next = random(20260302)
  const now = () => Date.now()
  const iso = ms => new Date(ms).toISOString()
  const world = { next, now, iso, setup, signedIn: null, sequence: 1000, warnings: [], incidents: [], timeline: [], reports: new Map(), sites: sites(next, now()), people }

  function point(site, i) {
    const kinds = [
      { q: 'combustibleGas', zh: '可燃气体浓度', en: 'combustible gas', unit: '%LEL', limits: [['blue', 10], ['yellow', 20], ['orange', 30], ['red', 50]], base: 4 },
      { q: 'temperature', zh: '储罐温度', en: 'tank temperature', unit: '°C', limits: [['yellow', 45], ['orange', 55]], base: 31 },
      { q: 'displacementRate', zh: '坡体位移速率', en: 'slope displacement rate', unit: 'mm/d', limits: [['blue', 2], ['yellow', 5], ['orange', 10], ['red', 20]], base: 1.2 },
      { q: 'level', zh: '储罐液位', en: 'tank level', unit: 'm', limits: [['yellow', 8.5], ['red', 9.4]], base: 6.4 },
    ]
    const kind = kinds[i % kinds.length]
    const hot = i === 0 && site.tier !== 'none'
    const value = hot ? kind.limits.at(-1)[1] * 1.08 : kind.base * (0.9 + 0.2 * next())
    const state = i === 9 ? 'never' : i === 7 ? 'stale' : 'live'
    const measured = state === 'never' ? null : now() - (state === 'stale' ? 1_900_000 : 3000)
    return {
      id: `${kind.q}-${String(i + 1).padStart(2, '0')}`, edge: `${site.id}-gw1`, name: text(`${i + 1} 号${kind.zh}`, `${kind.en} ${i + 1}`), unit: kind.unit, family: kind.q, quantity: kind.q, device: `dev-${i}`, area: i % 2 ? 'east' : 'west', zone: i % 2 ? 'tank-farm' : 'workshop',
      derived: kind.q === 'displacementRate', rangeLow: 0, rangeHigh: 100, limits: kind.limits.map(([tier, v]) => ({ tier, kind: 'high', value: v, clause: 'GB/T 50493-2019 5.5.2', unreviewedDefault: tier === 'blue' })),
      tier: hot ? site.tier : 'none', value: measured ? value : null, text: null, quality: state === 'never' ? null : i === 5 ? 'uncertain' : 'good', sourceTime: measured ? iso(measured) : null, ageS: measured ? (now() - measured) / 1000 : null, state,
    }
  }
  for (const site of world.sites) site.pointsList = Array.from({ length: 12 }, (_, i) => point(site, i))

  world.makeWarning = (site, tier, at, incident) => {
    const p = site.pointsList[0]
    const top = p.limits.at(-1)
    return {
      key: `${site.id}/${++world.sequence}`, site: site.id, siteName: site.name, edge: p.edge, point: p.id, pointName: p.name, zone: p.zone, family: p.family, tier, fromTier: 'none', raise: true, reminder: false, value: p.value, limit: top.value, unit: p.unit,
      reason: text(`${p.name.zh}达到 ${p.value?.toFixed(1)} ${p.unit},连续 3 秒不低于 ${top.value} ${p.unit}`, `${p.name.en} has been at ${p.value?.toFixed(1)} ${p.unit}, at or above ${top.value} ${p.unit} for 3 s`),
      advice: text('停止动火和装卸作业,撤离无关人员,派人携带便携式检测仪核查。', 'Stop hot work and loading, withdraw people who are not needed, check on site with a portable detector.'),
      whyNotHigher: tier === 'red' ? null : text(`未达到更高一级限值 ${top.value} ${p.unit}`, `the limit of the next tier, ${top.value} ${p.unit}, was not reached`), trust: text('3 个测点相互印证;最近一次校准 12 天前', '3 points agree; calibrated 12 days ago'),
      rule: { id: 'gas-fixed/combustible-high', version: '1.4.0', clause: 'GB/T 50493-2019 5.5.2', unreviewedDefault: tier === 'blue', law: true, confidence: 'verified', source: text('石油化工可燃气体和有毒气体检测报警设计标准', 'Design standard for detection and alarm of combustible and toxic gas'), remark: null },
      inputs: [{ point: p.id, value: p.value, unit: p.unit, quality: 'good', time: iso(at - 1000) }], eventTime: iso(at), decidedTime: iso(at + 40), receivedTime: iso(at + 300), historical: false, drill: false, incident,
    }
  }
  world.log = (incident, kind, zh, en, actor = null, at = now()) => world.timeline.push({ sequence: ++world.sequence, time: iso(at), kind, kindName: text(zh.split(':')[0], en.split(':')[0]), subject: incident.id, site: incident.site, actor, drill: incident.drill, summary: text(zh, en), hash: (world.sequence * 7919).toString(16).padStart(64, 'a') })
  world.open = (site, tier, at) => {
    const id = `inc-${String(world.incidents.length + 1).padStart(4, '0')}`
    const first = world.makeWarning(site, tier, at, id)
    const incident = {
      id, site: site.id, siteName: site.name, zone: first.zone, family: first.family, state: 'open', tier, standingTier: tier, title: text(`${first.pointName.zh}超限`, `${first.pointName.en} above its limit`), openedAt: iso(at), raisedAt: iso(at), clearedAt: null, releasedAt: null,
      acknowledgedAt: null, acknowledgedBy: null, accidentAt: null, warnings: 1, call: null, drill: false, proof: false, clocks: [], instructions: [], calls: [],
    }
    if (names[tier] >= 3) incident.calls.push(call(incident, at))
    world.incidents.unshift(incident)
    world.warnings.unshift(first)
    world.log(incident, 'warning.received', `收到预警: ${first.reason.zh}`, `warning received: ${first.reason.en}`, null, at)
    return incident
  }

  function call(incident, at) {
    const steps = [[0, '值班员', 'duty officer', ['console', 'sms']], [60, '企业负责人', 'head of enterprise', ['voice', 'sms']], [300, '乡镇值班', 'town duty', ['voice']], [600, '部门负责人', 'head of department', ['voice', 'sms']]]
    const leg = (n, level, who, channel, state, trouble = null) => ({ id: `leg-${incident.id}-${n}`, level, person: who.id, name: who.name, roleName: who.role, channel, queuedAt: iso(at), sentAt: iso(at + 800), deliveredAt: state === 'delivered' || state === 'answered' ? iso(at + 2500) : null, answeredAt: state === 'answered' ? iso(at + 40_000) : null, answer: state === 'answered' ? '收到,正在处置' : null, answeredOver: state === 'answered' ? 'sms' : null, state, trouble, attempts: trouble ? 3 : 1 , answerAs: state === 'answered' ? null : 'telephone'})
    return {
      id: `call-${incident.id}`, incident: incident.id, tier: incident.tier, state: 'running', startedAt: iso(at), endedAt: null, needed: 2,
      steps: steps.map(([afterS, zh, en, channels], i) => ({ level: i + 1, afterS, at: iso(at + afterS * 1000), roles: [{ role: en, name: text(zh, en) }], channels, state: at + afterS * 1000 < now() ? 'done' : 'waiting' })),
      legs: [leg(1, 1, people[0], 'console', 'delivered'), leg(2, 1, people[0], 'sms', 'answered'), leg(3, 2, people[1], 'voice', 'failed', text('三次无人接听', 'not picked up three times')), leg(4, 2, people[1], 'sms', 'delivered')],
    }
  }

  world.warn = () => {
    const site = world.sites[Math.floor(next() * world.sites.length)]
    const tier = ['blue', 'blue', 'yellow', 'orange'][Math.floor(next() * 4)]
    const known = world.incidents.find(i => i.site === site.id && i.state !== 'released')
    const warning = world.makeWarning(site, tier, now(), known?.id ?? null)
    world.warnings.unshift(warning)
    return { sequence: world.sequence, kind: 'warning.received', subject: warning.key, site: site.id, tier, drill: false, warning }
  }
  world.values = id => {
    const site = world.sites.find(s => s.id === id)
    const values = (site?.pointsList ?? []).filter(p => p.state === 'live').map(p => ({ edge: p.edge, point: p.id, value: p.value * (0.98 + 0.04 * next()), text: null, quality: p.quality, t: iso(now() - 400), tier: p.tier }))
    return { site: id, values }
  }

  for (const site of world.sites.filter(s => s.tier !== 'none')) site.incidents = world.open(site, site.tier, now() - 30_000 - Math.floor(next() * 200_000)) ? 1 : 0
  for (let i = 0; i < 180; i++) world.warnings.push(world.makeWarning(world.sites[Math.floor(next() * world.sites.length)], ['blue', 'yellow', 'blue', 'orange'][i % 4], now() - (i + 8) * 400_000, null))
  world.warnings[9].drill = true
  world.warnings[11].historical = true
  return { answer: answerer(world), values: world.values, warn: world.warn }
}
