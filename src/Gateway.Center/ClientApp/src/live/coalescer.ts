/** Collects what arrives and hands it over together, at most once in `everyMs`: a storm costs as many renderings as a breeze. */
export class Coalescer<T> {
  private pending: T[] = []
  private timer: ReturnType<typeof setTimeout> | null = null
  private dropped = 0

  /** @param limit most that waits for one hand-over; older ones give way and are counted. */
  constructor(
    private readonly hand: (batch: T[], dropped: number) => void,
    private readonly everyMs = 250,
    private readonly limit = 5000,
  ) {}

  add(item: T): void {
    this.pending.push(item)
    if (this.pending.length > this.limit) {
      this.pending.shift()
      this.dropped++
    }
    this.timer ??= setTimeout(() => this.flush(), this.everyMs)
  }

  flush(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    const batch = this.pending
    const dropped = this.dropped
    this.pending = []
    this.dropped = 0
    if (batch.length > 0) this.hand(batch, dropped)
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    this.pending = []
  }
}
