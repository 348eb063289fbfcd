/** Runs a question again when asked, never twice at once and never more often than every `everyMs`; the last wish is always served. The question itself says when it failed. */
export class Refresher {
  private running = false
  private wanted = false
  private timer: ReturnType<typeof setTimeout> | null = null
  private stopped = false

  constructor(
    private readonly ask: () => Promise<void>,
    private readonly everyMs = 1000,
  ) {}

  want(): void {
    if (this.stopped) return
    this.wanted = true
    if (!this.running && !this.timer) void this.run().catch(() => undefined)
  }

  private async run(): Promise<void> {
    this.wanted = false
    this.running = true
    try {
      await this.ask()
    } finally {
      this.running = false
      if (!this.stopped) this.timer = setTimeout(() => this.rested(), this.everyMs)
    }
  }

  private rested(): void {
    this.timer = null
    if (this.wanted) void this.run().catch(() => undefined)
  }

  stop(): void {
    this.stopped = true
    if (this.timer) clearTimeout(this.timer)
  }
}
