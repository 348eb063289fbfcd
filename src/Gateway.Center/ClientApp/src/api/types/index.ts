// What the API of the center says, as JSON. The server's records are written to fit; docs/specs/center-api.md names every endpoint.
// Times are ISO 8601 in UTC. Texts that people read come in both languages.

export * from './common'
export * from './access'
export * from './organisation'
export * from './overview'
export * from './warnings'
export * from './calls'
export * from './clocks'
export * from './dangers'
export * from './site'
export * from './coverage'
export * from './proving'
export * from './identities'
export * from './exchange'
export * from './live'
