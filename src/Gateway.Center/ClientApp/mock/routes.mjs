import { healthOf } from './health.mjs'
import { answerIdentities } from './identities.mjs'
import { people, text } from './seed.mjs'

const acts = ['see', 'acknowledgeWarning', 'answerCall', 'releaseWarning', 'releaseGrave', 'raiseTier', 'confirmAccident', 'writeReport', 'sendReport', 'recordDanger', 'superviseDanger', 'manageRoster', 'seeAudit']
const headings = [['unit', '事故发生单位概况', 'the unit'], ['place', '发生时间、地点及现场情况', 'time, place and scene'], ['course', '简要经过', 'course'], ['losses', '伤亡人数和初步直接经济损失', 'casualties and losses'], ['measures', '已采取的措施', 'measures taken'], ['cause', '初步原因', 'first view of the cause'], ['other', '其他情况', 'other']]

export function answerer(world) {
  const { now, iso } = world
  const ok = (body, changes) => ({ status: 200, body, changes })
  const no = (status, code, zh, en) => ({ status, body: { status, title: code, code, why: text(zh, en) } })
  const change = incident => ({ sequence: ++world.sequence, kind: 'incident.changed', subject: incident.id, site: incident.site, tier: incident.tier, drill: incident.drill, warning: null })
  const row = incident => {
    const call = incident.calls[0]
    return { ...incident, call: call ? { id: call.id, state: call.state, startedAt: call.startedAt, level: 2, made: 4, answered: 1, needed: 2, nextAt: call.steps.find(s => s.state === 'waiting')?.at ?? null } : null }
  }
  const session = (must, account) => ({ account, name: people[0].name, role: account === 'admin' ? 'administrator' : 'dutyOfficer', acts: account === 'admin' ? [...acts, 'manageSettings'] : acts, scope: { path: '/county/', unitId: 'county', name: text('示例县', 'Sample county') }, person: 'p1', csrf: 'mock', expiresAt: iso(now() + 8 * 3_600_000), mustChangePassword: must })

  const full = incident => ({
    ...row(incident), warningsList: world.warnings.filter(w => w.incident === incident.id), dangers: [], timeline: world.timeline.filter(r => r.subject === incident.id),
    measures: text('停止受影响区域全部作业,撤离受威胁人员,启动应急预案,通知救援力量。', 'Stop all work in the area, withdraw everybody in danger, activate the plan, alert the rescue service.'),
    may: [...(incident.acknowledgedAt ? [] : ['acknowledge']), ...(incident.tier === 'red' ? [] : ['raise']), 'instruct', 'recordDanger', ...(incident.accidentAt ? [] : ['confirmAccident'])], notNow: [{ act: 'release', why: text('现场测值仍超限，不能解除', 'it still stands at the site and cannot be released') }],
  })

  function hand() {
    const items = world.incidents.filter(i => !i.acknowledgedAt).map(i => ({ kind: 'incident', id: i.id, tier: i.tier, title: text(`${i.siteName.zh} ${i.title.zh} 未确认`, `${i.siteName.en}: ${i.title.en}, unacknowledged`), site: i.site, since: i.openedAt, due: null }))
    for (const i of world.incidents) {
      for (const c of i.calls.filter(c => c.state === 'running')) items.push({ kind: 'call', id: c.id, tier: i.tier, title: text(`${i.siteName.zh} 叫应未满足`, `${i.siteName.en}: call not yet answered`), site: i.site, since: c.startedAt, due: c.steps.find(s => Date.parse(s.at) > now())?.at ?? null })
      for (const c of i.clocks.filter(c => !c.sentAt)) items.push({ kind: 'clock', id: c.id, tier: i.tier, title: c.name, site: i.site, since: c.startedAt, due: c.dueAt })
    }
    items.push({ kind: 'link', id: 'site-07', tier: 'yellow', title: text('示例场所 7 号失联', 'sample site 7 is silent'), site: 'site-07', since: iso(now() - 900_000), due: null })
    return items.sort((a, b) => ['none', 'blue', 'yellow', 'orange', 'red'].indexOf(b.tier) - ['none', 'blue', 'yellow', 'orange', 'red'].indexOf(a.tier))
  }
  function overview() {
    const count = tier => world.incidents.filter(i => i.tier === tier && i.state !== 'released').length
    const clocks = world.incidents.flatMap(i => i.clocks)
    return {
      at: iso(now()), county: text('示例县', 'Sample county'), sites: world.sites.map(({ pointsList, ...card }) => card), hand: hand(), duty: { officers: [people[0].name], leader: people[2].name, until: iso(now() + 5 * 3_600_000), covered: true }, drill: process.env.DRILL === '1' ? { id: 'd1', title: text('储罐泄漏演练', 'tank leak drill'), startedAt: iso(now() - 600_000) } : null,
      counters: { sites: 18, online: 16, incidents: { red: count('red'), orange: count('orange'), yellow: count('yellow'), blue: count('blue') }, unacknowledged: world.incidents.filter(i => !i.acknowledgedAt).length, callsRunning: world.incidents.filter(i => i.calls.some(c => c.state === 'running')).length, clocksRunning: clocks.filter(c => !c.sentAt).length, clocksOverdue: 0, dangersOverdue: 1, shelved: 2, points: 720, pointsGood: 703 },
    }
  }
  function history(site, id, query) {
    const point = site.pointsList.find(p => p.id === id)
    const [from, to] = [Date.parse(query.get('from')), Date.parse(query.get('to'))]
    const step = Math.max((to - from) / 400, 1000)
    const hole = [from + (to - from) * 0.42, from + (to - from) * 0.5]
    const slope = point.family === 'displacementRate'
    const samples = []
    for (let t = from; t <= to; t += step) {
      if (t > hole[0] && t < hole[1]) continue
      const share = (t - from) / (to - from)
      const mean = (point.value ?? 1) * (slope ? 0.3 + 1.2 * share ** 3 : 0.75 + 0.2 * share + 0.06 * Math.sin(share * 40))
      samples.push({ t: iso(t), min: mean * 0.97, max: mean * 1.03, mean, n: 60, q: share > 0.7 && share < 0.72 ? 'bad' : share > 0.8 && share < 0.82 ? 'uncertain' : 'good' })
    }
    const forecast = slope ? { at: iso(to + 36e5), from: iso(to + 18e5), to: iso(to + 72e5), why: text('反速度法,拟合优度 0.94', 'inverse velocity, fit 0.94'), line: [0, 1, 2, 3].map(i => ({ t: iso(to + i * 12e5), v: samples.at(-1).mean * (1 + i * 0.35) })) } : null
    return { edge: point.edge, point: id, unit: point.unit, resolution: query.get('resolution') ?? 'raw', samples, gaps: [{ from: iso(hole[0]), to: iso(hole[1]), reason: text('网关断电', 'gateway had no power'), lane: 'readings', asked: true }], limits: point.limits, forecast }
  }
  function accident(incident) {
    incident.accidentAt = iso(now())
    incident.clocks = [['first', '初报(20 分钟)', 'first report (20 min)', 20], ['written', '书面报告(1 小时)', 'written report (1 h)', 60], ['detailed', '详细报告(2 小时)', 'detailed report (2 h)', 120]].map(([kind, zh, en, min]) => ({ id: `${incident.id}-${kind}`, incident: incident.id, kind, name: text(zh, en), startedAt: iso(now()), warnAt: iso(now() + min * 48_000), dueAt: iso(now() + min * 60_000), state: 'running', recipients: [text('市应急管理局', 'city emergency bureau')], report: null, sentAt: null, sentBy: null, proof: [], may: ['write'], notNow: [{ act: 'send', why: text('报告尚未保存', 'the report has not been saved yet') }], byHand: true }))
  }
  function order(incident, verb, body) {
    if (verb === 'acknowledge') Object.assign(incident, { acknowledgedAt: iso(now()), acknowledgedBy: people[0].name })
    if (verb === 'raise') Object.assign(incident, { tier: body.tier, raisedAt: iso(now()) })
    if (verb === 'release') return no(409, 'incident.stands', '现场测值仍超限,不能解除', 'it still stands at the site')
    if (verb === 'accident') accident(incident)
    if (verb === 'instruct') incident.instructions.push({ number: incident.instructions.length + 1, kind: body.kind, name: text(body.kind, body.kind), text: body.text, at: iso(now()), by: people[0].name, doneAt: null, doneBy: null, feedback: null })
    world.log(incident, `incident.${verb}`, `${verb}: ${body?.remark ?? body?.reason ?? body?.text ?? ''}`, `${verb}: ${body?.remark ?? body?.reason ?? body?.text ?? ''}`, people[0].name)
    return ok(undefined, [change(incident)])
  }
  const danger = () => ({ id: 'hd-1', site: 'site-01', siteName: world.sites[0].name, grade: 'major', source: 'inspection', state: 'planned', title: '可燃气体探测器超期未校准', foundAt: iso(now() - 4e8), dueAt: iso(now() - 1e7), overdue: true, listed: true, escalation: 1, incident: null, drill: false, description: '罐区 3 台探测器校准超期 40 天。', cause: null, responsible: '负责人乙', measures: '更换并校准', funds: '2 万元', timeLimit: iso(now() + 1e8), plan: '启用便携式检测', interimMeasures: null, reports: [], listing: { body: '县安委办', deadline: iso(now() + 2e8), listedAt: iso(now() - 1e8), delistedAt: null }, signatures: [], history: [], may: ['plan', 'start', 'report'], notNow: [{ act: 'submit', why: text('未在整改中', 'it is not being put right') }], reportable: ['plan'], missing: [text('整改期间临时措施', 'interim measures')] })

  const identities = answerIdentities(world, ok, no)
  function clockOf(id) {
    return world.incidents.flatMap(i => i.clocks).find(c => c.id === id)
  }
  function report(id) {
    if (!world.reports.has(id)) world.reports.set(id, { id: `r-${id}`, clock: id, headings: headings.map(([h, zh, en], i) => ({ id: h, name: text(zh, en), text: i < 3 ? `(系统起草)${zh}` : '', drafted: i < 3 })), savedAt: null, by: null })
    return world.reports.get(id)
  }
  function filtered(query) {
    const word = query.get('text')?.toLowerCase()
    return world.warnings.filter(w => (!query.get('tier') || w.tier === query.get('tier')) && (!query.get('site') || w.site === query.get('site')) && (!query.get('drill') || String(w.drill) === query.get('drill')) && (!word || JSON.stringify(w).toLowerCase().includes(word))).sort((a, b) => Date.parse(b.receivedTime) - Date.parse(a.receivedTime)).slice(0, 500)
  }

  return (method, path, query, body) => {
    const [, area, id, verb, sub, last] = path.split('/').map(decodeURIComponent)
    if (area === 'setup') { if (method === 'POST') { if (body.code !== 'CODE') return no(403, 'setup.code', '设置码不正确', 'the code is wrong'); world.setup = false } return ok({ needed: world.setup, county: text('示例县', 'Sample county'), version: '0.9.0-mock', timeZone: 'Asia/Shanghai' }) }
    if (area === 'session' && id === 'password') { world.signedIn = session(false, world.signedIn?.account ?? 'duty1'); return ok() }
    if (area === 'session' && method === 'POST') return body.password === 'wrong' ? no(401, 'session.refused', '账号或密码不正确', 'account or password is wrong') : ok((world.signedIn = session(body.password === 'new', body.account)))
    if (area === 'session' && method === 'DELETE') { world.signedIn = null; return ok() }
    if (!world.signedIn) return no(401, 'session.none', '未登录', 'not signed in')
    if (area === 'session') return ok(world.signedIn)
    if (area === 'overview') return ok(overview())
    if (['enrolments', 'certificates', 'identity'].includes(area)) return identities(method, area, id, body)
    if (area === 'health') return ok(healthOf(world))
    if (area === 'warnings') return ok({ items: filtered(query), next: null, total: null })
    if (area === 'incidents' && !id) return ok({ items: world.incidents.filter(i => (!query.get('state') || i.state === query.get('state')) && (!query.get('tier') || i.tier === query.get('tier'))).map(row), next: null, total: null })
    if (area === 'incidents') { const incident = world.incidents.find(i => i.id === id); return !incident ? no(404, 'none', '没有此事件', 'no such incident') : verb ? order(incident, verb, body) : ok(full(incident)) }
    if (area === 'calls') { const incident = world.incidents.find(i => i.calls.some(c => c.id === id)); const call = incident.calls[0]; if (verb === 'legs') { const leg = call.legs.find(l => l.id === sub); Object.assign(leg, { state: 'answered', answeredAt: iso(now()), answer: body.answer, answeredOver: 'voice' }); if (last) call.state = 'answered'; return ok(undefined, [change(incident)]) } return ok(call) }
    if (area === 'clocks' && !id) return ok(world.incidents.flatMap(i => i.clocks))
    if (area === 'clocks') { if (method === 'PUT') { const r = report(id); for (const h of body.headings) r.headings.find(x => x.id === h.id).text = h.text; r.savedAt = iso(now()); r.by = people[0].name } if (verb === 'send') Object.assign(clockOf(id), { sentAt: iso(now()), sentBy: people[0].name, state: 'met', proof: [{ channel: 'email', at: iso(now()), receipt: '250 ok', sha256: 'ab'.repeat(32) }] }); return ok(report(id)) }
    if (area === 'sites') { const site = world.sites.find(s => s.id === id); if (!site) return no(404, 'none', '没有此场所', 'no such site'); if (verb === 'points') return ok(history(site, sub, query)); if (verb === 'completeness') return ok({ from: query.get('from'), to: query.get('to'), complete: false, provedUpTo: iso(now() - 30_000), gaps: [{ from: iso(now() - 4e7), to: iso(now() - 3.7e7), reason: text('网关断电', 'gateway had no power'), lane: 'readings', asked: true }] }); return ok({ ...site, unitPath: '/county/', scenarios: ['gas'], attributes: {}, connectedSince: iso(now() - 1e10), zones: [{ id: 'workshop', name: text('车间', 'workshop'), tier: site.tier }, { id: 'tank-farm', name: text('罐区', 'tank farm'), tier: 'none' }], edges: [{ id: `${site.id}-gw1`, link: site.link, since: site.linkSince, lastSeen: iso(now() - 2000), clockOffsetMs: site.clockOffsetMs, version: '0.9.0', head: 120_450, receipted: 120_448, rulePacks: ['gas-fixed 1.4.0', 'common-quality 1.1.0'] }], incidentsList: world.incidents.filter(i => i.site === id).map(row) }) }
    if (area === 'dangers') return id ? ok(danger()) : ok({ items: [danger()], next: null, total: 1 })
    if (area === 'roster') return ok([-1, 0, 1].map(i => ({ id: `s${i}`, unitId: 'county', from: iso(now() + (i * 12 - 4) * 36e5), to: iso(now() + (i * 12 + 8) * 36e5), officers: [{ person: 'p1', name: '值班员甲' }], leader: { person: 'p3', name: '带班领导丙' }, handover: i < 0 ? { at: iso(now() - 4 * 36e5), by: '值班员甲', to: '值班员丁', notes: '一切正常', openIncidents: [] } : null, isNow: i === 0 })))
    if (area === 'channels') return ok([['console', 'console', true], ['sms-provider', 'sms', true], ['mail', 'email', false]].map(([name, kind, works]) => ({ name, kind, works, takesReceipts: false, trouble: works ? null : text('服务器拒绝连接', 'the server refused the connection'), lastSent: iso(now() - 1e6), lastProof: iso(now() - 2e8), lastFailed: works ? null : iso(now() - 9e5) })))
    return no(404, 'none', '没有', 'none')
  }
}
