import type { Tier } from './common'
import type { WarningRow } from './warnings'

/**
 * SignalR hub /live. The server calls:
 *   change(LiveChange)      after every commit that concerns the account's scope
 *   values(LiveValues)      at most once a second, of the site the page has subscribed to with invoke('watchSite', siteId | null)
 *   beat(serverTimeIso)     every 5 s; nothing for 12 s = connection lost
 */
export interface LiveChange {
  sequence: number
  kind: string
  subject: string
  site: string | null
  tier: Tier | null
  drill: boolean
  /** For kind `warning.received`: the row, so that the table needs no question. */
  warning: WarningRow | null
}

export interface LiveValues {
  site: string
  values: { edge: string; point: string; value: number | null; text: string | null; quality: string; t: string; tier: Tier }[]
}
