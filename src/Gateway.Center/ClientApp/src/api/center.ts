import { query, request } from './http'
import type * as T from './types'

const get = <R>(path: string) => request<R>('GET', path)
const post = <R = void>(path: string, body: unknown = {}) => request<R>('POST', path, body)
const put = <R = void>(path: string, body: unknown) => request<R>('PUT', path, body)
const id = encodeURIComponent

export interface WarningQuery { site?: string; tier?: string; state?: string; from?: string; to?: string; text?: string; drill?: boolean; after?: string; limit?: number }

/** Every question and order to the center that the pages use; docs/specs/center-api.md says what each does. */
export const center = {
  setup: () => get<T.SetupState>('/setup'),
  makeFirst: (form: { code: string; account: string; password: string; name: string }) => post('/setup', form),
  session: () => get<T.Session>('/session'),
  signIn: (account: string, password: string) => post<T.Session>('/session', { account, password }),
  signOut: () => request<void>('DELETE', '/session'),
  changePassword: (old: string, fresh: string) => post('/session/password', { old, new: fresh }),

  overview: () => get<T.Overview>('/overview'),
  warnings: (q: WarningQuery) => get<T.Page<T.WarningRow>>('/warnings' + query({ ...q })),
  warningsCsv: (q: WarningQuery) => '/api/v1/warnings.csv' + query({ ...q }),

  incidents: (q: { state?: string; tier?: string; site?: string; after?: string; limit?: number }) => get<T.Page<T.IncidentRow>>('/incidents' + query(q)),
  incident: (i: string) => get<T.Incident>(`/incidents/${id(i)}`),
  acknowledge: (i: string, remark: string) => post(`/incidents/${id(i)}/acknowledge`, { remark }),
  raise: (i: string, tier: T.Tier, reason: string) => post(`/incidents/${id(i)}/raise`, { tier, reason }),
  release: (i: string, reason: string) => post(`/incidents/${id(i)}/release`, { reason }),
  accident: (i: string, occurredAt: string, remark: string) => post(`/incidents/${id(i)}/accident`, { occurredAt, remark }),
  instruct: (i: string, kind: string, text: string) => post(`/incidents/${id(i)}/instruct`, { kind, text }),
  instructionDone: (i: string, n: number, text: string) => post(`/incidents/${id(i)}/instructions/${n}/done`, { feedback: text }),

  call: (c: string) => get<T.Call>(`/calls/${id(c)}`),
  answer: (call: string, leg: string, answer: string) => post(`/calls/${id(call)}/legs/${id(leg)}/answer`, { answer }),
  channels: () => get<T.Channel[]>('/channels'),

  clocks: (state?: string) => get<T.Clock[]>('/clocks' + query({ state })),
  report: (c: string) => get<T.Report>(`/clocks/${id(c)}/report`),
  saveReport: (c: string, headings: { id: string; text: string }[]) => put<T.Report>(`/clocks/${id(c)}/report`, { headings }),
  sendReport: (c: string, noted: { how: string; receipt: string } | null) => post(`/clocks/${id(c)}/send`, { noted }),

  site: (s: string) => get<T.SiteView>(`/sites/${id(s)}`),
  history: (s: string, p: string, from: string, to: string, resolution: T.History['resolution']) =>
    get<T.History>(`/sites/${id(s)}/points/${id(p)}/history` + query({ from, to, resolution })),
  completeness: (s: string, from: string, to: string) => get<T.Completeness>(`/sites/${id(s)}/completeness` + query({ from, to })),

  dangers: (q: { state?: string; site?: string; text?: string; after?: string; limit?: number }) => get<T.Page<T.DangerRow>>('/dangers' + query(q)),
  danger: (d: string) => get<T.Danger>(`/dangers/${id(d)}`),
  recordDanger: (form: Record<string, unknown>) => post<T.Danger>('/dangers', form),
  planDanger: (d: string, form: Record<string, unknown>) => put(`/dangers/${id(d)}/plan`, form),
  stepDanger: (d: string, step: string, form: Record<string, unknown>) => post(`/dangers/${id(d)}/${step}`, form),

  roster: (from: string, to: string) => get<T.Shift[]>('/roster' + query({ from, to })),
  addShift: (form: Record<string, unknown>) => post('/roster', form),
  removeShift: (s: string) => request<void>('DELETE', `/roster/${id(s)}`),
  handOver: (s: string, form: Record<string, unknown>) => post(`/roster/${id(s)}/handover`, form),
  people: () => get<T.Person[]>('/people'),
}
