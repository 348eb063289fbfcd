import type { Text } from './common'

export type Role = 'administrator' | 'dutyOfficer' | 'dutyLeader' | 'department' | 'town' | 'enterprise' | 'inspector' | 'expert'

/** GET /api/v1/session; 401 when nobody is signed in. */
export interface Session {
  account: string
  name: string
  role: Role
  /** Acts the role may do, camelCase names of CenterAct. */
  acts: string[]
  scope: { path: string; unitId: string; name: Text }
  person: string | null
  /** Sent with every change in the header X-Csrf-Token. */
  csrf: string
  expiresAt: string
  mustChangePassword: boolean
}

/** GET /api/v1/setup (no sign-in): whether the first account is still to be made. */
export interface SetupState {
  needed: boolean
  county: Text
  version: string
  /** IANA name of the county's time zone, in which the console shows every time; without it Asia/Shanghai. */
  timeZone?: string
}

/** GET /api/v1/sessions */
export interface RunningSession {
  id: string
  account: string
  beganAt: string
  lastSeenAt: string
  expiresAt: string
  address: string | null
  agent: string | null
  isOwn: boolean
}

/** Answer to a new or changed account; the password is shown once, when one was made. */
export interface AccountAnswer {
  account: Account
  oneTimePassword: string | null
}

export interface Account {
  id: string
  role: Role
  scope: string
  industry: string | null
  person: string | null
  disabled: boolean
  lockedUntil: string | null
  lastSignIn: string | null
}
