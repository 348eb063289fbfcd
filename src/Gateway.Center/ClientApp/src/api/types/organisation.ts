import type { Text } from './common'

export interface Unit {
  id: string
  parentId: string | null
  level: string
  path: string
  name: Text
  industry: string | null
  regionCode: string | null
}

/** A level, role or industry of the seeds. Levels have a rank: 1 = province … 9 = post. */
export interface Word {
  id: string
  name: Text
  rank?: number
  level?: string
}

export interface Person {
  id: string
  name: string
  unitId: string
  unitName: Text
  phone: string | null
  email: string | null
  chat: string | null
  active: boolean
  reviewedAt: string | null
  roles: { unitId: string; role: string; roleName: Text; order: number }[]
}

export interface Shift {
  id: string
  unitId: string
  from: string
  to: string
  officers: { person: string; name: string }[]
  leader: { person: string; name: string } | null
  /** Filled when it was handed over. */
  handover: { at: string; by: string; to: string; notes: string; openIncidents: string[] } | null
  isNow: boolean
}

/** GET /api/v1/roster/check?from&to&unit : of one unit, the county when none is named. */
export interface RosterCheck {
  holes: { from: string; to: string }[]
  conflicts: { person: string; firstShift: string; secondShift: string; from: string; to: string }[]
}
