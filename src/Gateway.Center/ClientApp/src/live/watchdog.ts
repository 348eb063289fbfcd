/** No beat for so long = the connection is lost, whatever the socket believes. */
export const silenceMs = 12_000

export type LinkState = 'connecting' | 'live' | 'lost'

/** Judges the connection by the beats of the center on a monotonic clock; pure, so that it can be tried without a socket. */
export class Watchdog {
  private lastBeat: number | null = null
  private startedAt: number
  state: LinkState = 'connecting'

  constructor(nowMs: number) {
    this.startedAt = nowMs
  }

  /** @returns true when this beat ended a loss: everything on the page must be read again. */
  beat(nowMs: number): boolean {
    const back = this.state === 'lost'
    this.lastBeat = nowMs
    this.state = 'live'
    return back
  }

  /** The transport says it is gone: no need to wait for the silence. */
  drop(): void {
    if (this.state === 'live') this.state = 'lost'
  }

  check(nowMs: number): LinkState {
    const since = nowMs - (this.lastBeat ?? this.startedAt)
    if (since > silenceMs) this.state = 'lost'
    return this.state
  }
}
