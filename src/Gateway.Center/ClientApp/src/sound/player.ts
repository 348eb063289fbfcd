import { rhythms, type Sounding } from './rhythm'

/** Plays the rhythms with WebAudio. A browser lets it sound only after a click or key on the page: until then it is `blocked`. */
export class Player {
  private context: AudioContext | null = null
  private playing: Sounding | null = null
  private timer: ReturnType<typeof setTimeout> | null = null
  private output: GainNode | null = null

  /** Told whenever the browser allows or stops the sound. */
  constructor(private readonly changed: (canSound: boolean) => void) {}

  get canSound(): boolean {
    return this.context?.state === 'running'
  }

  /** Call it from a click or key. */
  async arm(): Promise<void> {
    if (!this.context) {
      if (typeof AudioContext === 'undefined') return
      this.context = new AudioContext()
      this.context.onstatechange = () => this.changed(this.canSound)
    }
    await this.context.resume().catch(() => undefined)
    this.changed(this.canSound)
    if (this.playing) this.again()
  }

  play(what: Sounding | null): void {
    if (what === this.playing) return
    this.playing = what
    this.hush()
    if (what) this.again()
  }

  private again(): void {
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
    if (!this.playing || !this.context) return
    const rhythm = rhythms[this.playing]
    if (this.canSound) this.sound(this.context, rhythm.tones)
    this.timer = setTimeout(() => this.again(), rhythm.every * 1000)
  }

  private sound(context: AudioContext, tones: typeof rhythms.red.tones): void {
    const output = context.createGain()
    output.connect(context.destination)
    this.output = output
    for (const tone of tones) {
      const start = context.currentTime + 0.02 + tone.at
      const oscillator = context.createOscillator()
      const edge = context.createGain()
      oscillator.type = 'triangle'
      oscillator.frequency.value = tone.hertz
      edge.gain.setValueAtTime(0, start)
      edge.gain.linearRampToValueAtTime(0.5, start + 0.015)
      edge.gain.setValueAtTime(0.5, start + tone.length - 0.03)
      edge.gain.linearRampToValueAtTime(0, start + tone.length)
      oscillator.connect(edge).connect(output)
      oscillator.start(start)
      oscillator.stop(start + tone.length)
    }
  }

  private hush(): void {
    this.output?.disconnect()
    this.output = null
    if (this.timer) clearTimeout(this.timer)
    this.timer = null
  }
}
