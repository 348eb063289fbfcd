import { query, request, requestFile, Sheet } from './http'
import type * as T from './types'

const get = <R>(path: string) => request<R>('GET', path)
const post = <R = void>(path: string, body: unknown = {}) => request<R>('POST', path, body)
const put = <R = void>(path: string, body: unknown = {}) => request<R>('PUT', path, body)
const drop = (path: string) => request<void>('DELETE', path)
const id = encodeURIComponent

export interface WarningQuery { site?: string; tier?: string; state?: string; from?: string; to?: string; text?: string; drill?: boolean; after?: string; limit?: number }

export interface DangerQuery { site?: string; state?: string; grade?: string; source?: string; overdue?: boolean; open?: boolean; drill?: boolean; after?: string; limit?: number }
export interface SpanQuery { unit?: string; from?: string; to?: string }
export interface LedgerQuery { from?: string; to?: string; site?: string; kind?: string; subject?: string; after?: string; limit?: number }
type Form = Record<string, unknown>

/** Every question and order to the center that the pages use; docs/specs/center-api.md says what each does. */
export const center = {
  setup: () => get<T.SetupState>('/setup'),
  makeFirst: (form: { code: string; account: string; password: string; name: string }) => post('/setup', form),
  session: () => get<T.Session>('/session'),
  signIn: (account: string, password: string) => post<T.Session>('/session', { account, password }),
  signOut: () => drop('/session'),
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
  reportPage: (c: string, lang: string) => `/api/v1/clocks/${id(c)}/report.html?language=${lang}`,
  sendReport: (c: string, noted: { how: string; receipt: string } | null) => post(`/clocks/${id(c)}/send`, { noted }),

  site: (s: string) => get<T.SiteView>(`/sites/${id(s)}`),
  history: (s: string, edge: string, p: string, from: string, to: string, resolution: T.History['resolution']) =>
    get<T.History>(`/sites/${id(s)}/points/${id(p)}/history` + query({ edge, from, to, resolution })),
  completeness: (s: string, from: string, to: string) => get<T.Completeness>(`/sites/${id(s)}/completeness` + query({ from, to })),

  dangers: (q: DangerQuery) => get<T.DangersPage>('/dangers' + query({ ...q })),
  dangersCsv: (q: DangerQuery) => '/api/v1/dangers.csv' + query({ ...q }),
  dangerStatistics: () => get<T.DangerStatistics>('/dangers/statistics'),
  dangerCauses: () => get<Record<string, T.Text>>('/dangers/causes'),
  dangerProposals: () => get<T.DangerProposal[]>('/dangers/proposals'),
  decideProposal: (p: string, form: Form) => post<T.Danger | undefined>(`/dangers/proposals/${id(p)}`, form),
  danger: (d: string) => get<T.Danger>(`/dangers/${id(d)}`),
  recordDanger: (form: Form) => post<T.Danger>('/dangers', form),
  planDanger: (d: string, form: Form) => put<T.Danger>(`/dangers/${id(d)}/plan`, form),
  stepDanger: (d: string, step: string, form: Form) => post<T.Danger>(`/dangers/${id(d)}/${step}`, form),

  roster: (from: string, to: string, unit?: string) => get<T.Shift[]>('/roster' + query({ from, to, unit })),
  rosterCheck: (from: string, to: string, unit?: string) => get<T.RosterCheck>('/roster/check' + query({ from, to, unit })),
  addShift: (form: Form) => post('/roster', form),
  changeShift: (s: string, form: Form) => put(`/roster/${id(s)}`, form),
  removeShift: (s: string) => drop(`/roster/${id(s)}`),
  fillRoster: (form: Form) => post<T.Shift[]>('/roster/pattern', form),
  importRoster: (text: string, apply: boolean) => post(`/roster/import?apply=${apply}`, new Sheet(text)),
  handOver: (s: string, form: Form) => post(`/roster/${id(s)}/handover`, form),

  coverage: (q: SpanQuery) => get<T.Coverage>('/coverage' + query({ ...q })),
  kpi: (q: SpanQuery) => get<T.Kpi>('/kpi' + query({ ...q })),
  csvOf: (what: 'coverage' | 'kpi', q: SpanQuery) => `/api/v1/${what}.csv` + query({ ...q }),

  sheets: (q: { cadence: string; unit?: string; from?: string; to?: string }) => get<T.PrejudgementSheet[]>('/prejudgements' + query(q)),
  sheet: (s: string) => get<T.PrejudgementSheet>(`/prejudgements/${id(s)}`),
  editSheet: (s: string, form: Form) => put<T.PrejudgementSheet>(`/prejudgements/${id(s)}`, form),
  signSheet: (s: string, form: Form) => post<T.PrejudgementSheet>(`/prejudgements/${id(s)}/sign`, form),
  consult: (form: Form) => post<T.PrejudgementSheet>('/prejudgements/consultations', form),

  ledger: (q: LedgerQuery) => get<T.Page<T.LedgerRow>>('/ledger' + query({ ...q })),
  ledgerCsv: (q: LedgerQuery) => '/api/v1/ledger.csv' + query({ ...q }),
  verifyLedger: () => get<T.LedgerVerdict>('/ledger/verify'),
  anchors: () => get<T.LedgerAnchor[]>('/ledger/anchors'),
  makeAnchor: () => post('/ledger/anchors'),
  evidence: (form: Form) => requestFile('/evidence', form),
  capOf: (incident: string) => `/api/v1/cap/${id(incident)}.xml`,
  capFeed: '/api/v1/cap/feed.atom',

  proofs: () => get<T.Proof[]>('/proofs'),
  drills: () => get<T.Drill[]>('/drills'),
  startDrill: (form: Form) => post<T.Drill>('/drills', form),
  endDrill: (d: string) => post<T.Drill>(`/drills/${id(d)}/end`),

  naturalWarnings: () => get<T.NaturalWarning[]>('/natural-warnings'),
  enterNatural: (form: Form) => post<T.NaturalWarning>('/natural-warnings', form),
  endNatural: (n: string) => put(`/natural-warnings/${id(n)}/end`),

  accounts: () => get<T.Account[]>('/accounts'),
  addAccount: (form: Form) => post<T.AccountAnswer>('/accounts', form),
  changeAccount: (a: string, form: Form) => put<T.AccountAnswer>(`/accounts/${id(a)}`, form),
  resetAccount: (a: string) => post<T.AccountAnswer>(`/accounts/${id(a)}/reset`),
  unlockAccount: (a: string) => post<T.AccountAnswer>(`/accounts/${id(a)}/unlock`),
  sessions: () => get<T.RunningSession[]>('/sessions'),
  endSession: (s: string) => drop(`/sessions/${id(s)}`),

  units: () => get<T.Unit[]>('/units'),
  addUnit: (form: Form) => post('/units', form),
  changeUnit: (u: string, form: Form) => put(`/units/${id(u)}`, form),
  removeUnit: (u: string) => drop(`/units/${id(u)}`),
  levels: () => get<T.Word[]>('/levels'),
  roles: () => get<T.Word[]>('/roles'),
  industries: () => get<T.Word[]>('/industries'),
  people: (q: { unit?: string; due?: boolean } = {}) => get<T.Person[]>('/people' + query(q)),
  addPerson: (form: Form) => post('/people', form),
  changePerson: (p: string, form: Form) => put(`/people/${id(p)}`, form),
  reviewedPerson: (p: string) => post(`/people/${id(p)}/reviewed`),
  importOrganisation: (text: string, apply: boolean) => post(`/organisation/import?apply=${apply}`, new Sheet(text)),
  sites: () => get<T.SiteCard[]>('/sites'),
  placeSite: (s: string, form: Form) => put(`/sites/${id(s)}`, form),

  enrolments: () => get<T.Enrolment[]>('/enrolments'),
  addEnrolment: (form: Form) => post<T.Enrolment>('/enrolments', form),
  revokeEnrolment: (e: string) => drop(`/enrolments/${id(e)}`),
  certificates: () => get<T.EdgeCertificate[]>('/certificates'),
  revokeCertificate: (serial: string) => post(`/certificates/${id(serial)}/revoke`),
  health: () => get<T.CenterHealth>('/health'),
  identity: () => get<T.CenterIdentity>('/identity'),

  tokens: () => get<T.ExchangeToken[]>('/exchange/tokens'),
  addToken: (form: Form) => post<T.ExchangeToken>('/exchange/tokens', form),
  revokeToken: (k: string) => drop(`/exchange/tokens/${id(k)}`),
  subscriptions: () => get<T.Subscription[]>('/exchange/subscriptions'),
  addSubscription: (form: Form) => post<T.Subscription>('/exchange/subscriptions', form),
  removeSubscription: (s: string) => drop(`/exchange/subscriptions/${id(s)}`),
  deadLetters: () => get<T.DeadLetter[]>('/exchange/dead-letters'),
  sendAgain: (l: string) => post(`/exchange/dead-letters/${id(l)}/again`),
}
