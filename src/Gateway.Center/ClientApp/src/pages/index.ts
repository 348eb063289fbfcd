import type { RouteRecordRaw } from 'vue-router'

export interface NavPage {
  name: string
  path: string
  /** Acts of which the account must have one; everybody signed in may see the others. */
  acts?: string[]
  page: RouteRecordRaw['component']
}

/** Pages in the order of the navigation; keys 1-9 open them. A new page is one line here and a text `nav.<name>`. */
export const navPages: NavPage[] = [
  { name: 'overview', path: '/', page: () => import('./overview/OverviewPage.vue') },
  { name: 'warnings', path: '/warnings', page: () => import('./warnings/WarningsPage.vue') },
  { name: 'incidents', path: '/incidents', page: () => import('./incidents/IncidentsPage.vue') },
  { name: 'dangers', path: '/dangers', page: () => import('./dangers/DangersPage.vue') },
  { name: 'roster', path: '/roster', page: () => import('./roster/RosterPage.vue') },
  { name: 'prejudgement', path: '/prejudgement', page: () => import('./prejudgement/SheetsPage.vue') },
  { name: 'natural', path: '/natural', page: () => import('./natural/NaturalPage.vue') },
  { name: 'coverage', path: '/coverage', page: () => import('./coverage/CoveragePage.vue') },
  { name: 'kpi', path: '/kpi', page: () => import('./kpi/KpiPage.vue') },
  { name: 'drills', path: '/drills', page: () => import('./drills/DrillsPage.vue') },
  { name: 'channels', path: '/channels', page: () => import('./channels/ChannelsPage.vue') },
  { name: 'ledger', path: '/ledger', acts: ['seeAudit', 'exportEvidence'], page: () => import('./ledger/LedgerPage.vue') },
  { name: 'identities', path: '/identities', acts: ['manageSettings'], page: () => import('./identities/IdentitiesPage.vue') },
  { name: 'system', path: '/system', acts: ['manageSettings', 'seeAudit', 'raiseTier'], page: () => import('./system/SystemPage.vue') },
  { name: 'administration', path: '/administration', acts: ['manageAccounts', 'manageOrganisation', 'managePeople', 'manageSettings'], page: () => import('./administration/AdministrationPage.vue') },
]

/** Pages reached from another one. */
export const innerPages: RouteRecordRaw[] = [
  { name: 'incident', path: '/incidents/:id', component: () => import('./incident/IncidentPage.vue'), props: true },
  { name: 'site', path: '/sites/:id', component: () => import('./site/SitePage.vue'), props: true },
  { name: 'danger', path: '/dangers/:id', component: () => import('./dangers/DangerPage.vue'), props: true },
  // The id holds dots: as the last part of the path the center would take it for a file.
  { name: 'sheet', path: '/prejudgement/:id/sheet', component: () => import('./prejudgement/SheetPage.vue'), props: true },
  { name: 'account', path: '/account', component: () => import('./account/AccountPage.vue') },
]
