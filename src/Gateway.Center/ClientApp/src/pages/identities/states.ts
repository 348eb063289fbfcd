import type { EdgeCertificate, Enrolment } from '@/api/types'

export type TokenState = 'open' | 'used' | 'expired' | 'revoked'
/** `soon`: less than a third of its life is left and no newer one was fetched; `renewed`: a newer one is there, this one still holds. */
export type CertificateState = 'good' | 'soon' | 'renewed' | 'over' | 'revoked'
export interface CertificateRow extends EdgeCertificate { state: CertificateState }

/** In the order in which the center refuses one. */
export function tokenState(token: Enrolment, nowMs: number): TokenState {
  if (token.usedAt !== null) return 'used'
  if (token.revokedAt !== null) return 'revoked'
  return Date.parse(token.expiresAt) <= nowMs ? 'expired' : 'open'
}

const gatewayOf = (c: EdgeCertificate) => `${c.site}/${c.edge}`
const holds = (c: EdgeCertificate, nowMs: number) => c.revokedAt === null && Date.parse(c.expiresAt) > nowMs

function certificateState(c: EdgeCertificate, newestMs: number, nowMs: number): CertificateState {
  if (c.revokedAt !== null) return 'revoked'
  const [from, until] = [Date.parse(c.issuedAt), Date.parse(c.expiresAt)]
  if (until <= nowMs) return 'over'
  if (from < newestMs) return 'renewed'
  return until - nowMs < (until - from) / 3 ? 'soon' : 'good'
}

/** Every certificate with its state; those somebody should look at come first, otherwise the order stays. */
export function certificateRows(all: readonly EdgeCertificate[], nowMs: number): CertificateRow[] {
  // A gateway that renewed leaves its former certificate to run out: only the newest can be late.
  const newest = new Map<string, number>()
  for (const c of all) if (holds(c, nowMs)) newest.set(gatewayOf(c), Math.max(newest.get(gatewayOf(c)) ?? 0, Date.parse(c.issuedAt)))
  const rows = all.map(c => ({ ...c, state: certificateState(c, newest.get(gatewayOf(c)) ?? 0, nowMs) }))
  return rows.sort((a, b) => Number(b.state === 'soon') - Number(a.state === 'soon'))
}

/** How many other certificates the broker would still take from the same gateway. */
export const othersThatHold = (one: EdgeCertificate, all: readonly EdgeCertificate[], nowMs: number): number =>
  all.filter(c => c.serial !== one.serial && gatewayOf(c) === gatewayOf(one) && holds(c, nowMs)).length

/** What the technician runs at the gateway. The token stands in a file: others at the box can see a command line. */
export const enrolLine = (origin: string): string =>
  `sudo -u risk-gateway gateway enrol --center ${origin} --ca county-ca.pem --token-file token --out /var/lib/risk-gateway/identity`

/** Whether a gateway elsewhere can use the address this console was opened at: over TLS, and not that of this machine only. */
export function isForOthers(origin: string): boolean {
  const { protocol, hostname } = new URL(origin)
  return protocol === 'https:' && hostname !== 'localhost' && hostname !== '[::1]' && !/^127\./.test(hostname)
}

/** Whole hours as typed, at least one; null when they are none. The center knows the most. */
export function hoursOf(text: string): number | null {
  return /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 ? Number(text) : null
}
