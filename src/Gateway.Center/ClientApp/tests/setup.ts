import { afterEach, beforeEach, vi } from 'vitest'

// Every test begins with an empty browser and a fixed time; the network is whatever the test makes of it.
beforeEach(() => {
  localStorage.clear()
  sessionStorage.clear()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})
