import type { Incident, IncidentRow, WarningRow } from '@/api/types'

const text = (s: string) => ({ zh: s, en: `${s} (en)` })
export const t0 = '2026-03-02T00:00:00Z'

export function incidentRow(over: Partial<IncidentRow> = {}): IncidentRow {
  return {
    id: 'i1', site: 's1', siteName: text('场所'), zone: 'z', family: 'gas', state: 'open', tier: 'red', standingTier: 'red', title: text('浓度超限'), openedAt: t0, raisedAt: t0, clearedAt: null, releasedAt: null,
    acknowledgedAt: null, acknowledgedBy: null, accidentAt: null, warnings: 1, call: null, drill: false, proof: false, ...over,
  }
}

export function incident(over: Partial<Incident> = {}): Incident {
  return { ...incidentRow(), warningsList: [], calls: [], clocks: [], dangers: [], timeline: [], measures: text('撤离'), may: [], notNow: [], instructions: [], ...over }
}

export function warning(over: Partial<WarningRow> = {}): WarningRow {
  return {
    key: 'k1', site: 's1', siteName: text('场所'), edge: 'e1', point: 'p1', pointName: text('测点'), zone: 'z', family: 'gas', tier: 'orange', fromTier: 'yellow', raise: true, reminder: false, value: 31.5, limit: 30, unit: '%LEL',
    reason: text('达到限值'), advice: null, whyNotHigher: text('未达到红色限值'), trust: null, rule: { id: 'gas/high', version: '1', clause: 'GB/T 50493', unreviewedDefault: false, law: true, confidence: 'verified', source: null, remark: null },
    inputs: [], eventTime: t0, decidedTime: t0, receivedTime: t0, historical: false, drill: false, incident: 'i1', ...over,
  }
}
