import type { Problem, Text } from './types'

/** What the center answered when it refused, or that it did not answer at all (status 0). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly why: Text | null,
    readonly fields: NonNullable<Problem['errors']> = [],
  ) {
    super(`${status} ${code}`)
  }
}

interface Hooks {
  csrf: () => string | null
  /** Told when the center says that nobody is signed in. */
  signedOut: () => void
  /** Told the server's clock of every answer, as epoch milliseconds. */
  serverTime: (ms: number) => void
}

let hooks: Hooks = { csrf: () => null, signedOut: () => undefined, serverTime: () => undefined }

export function useHooks(value: Partial<Hooks>): void {
  hooks = { ...hooks, ...value }
}

/** Longest wait for an answer; after it the request counts as unanswered. */
const patienceMs = 20_000

export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await send(method, path, body)
  const date = Date.parse(response.headers.get('date') ?? '')
  if (!Number.isNaN(date)) hooks.serverTime(date)
  if (!response.ok) throw await refusal(response, path)
  const text = await response.text()
  return (text ? JSON.parse(text) : undefined) as T
}

/** A sheet as it is, not JSON. */
export class Sheet {
  constructor(readonly text: string, readonly type = 'text/csv; charset=utf-8') {}
}

export interface FileAnswer { blob: Blob; name: string; header: (name: string) => string | null }

/** Longest wait for a file that the center makes for the question. */
const filePatienceMs = 600_000

/** A file the center makes for this question; its name is the center's. */
export async function requestFile(path: string, body: unknown): Promise<FileAnswer> {
  const response = await send('POST', path, body, filePatienceMs)
  if (!response.ok) throw await refusal(response, path)
  const name = /filename="?([^";]+)"?/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? 'file'
  return { blob: await response.blob(), name, header: of => response.headers.get(of) }
}

async function send(method: string, path: string, body: unknown, waitMs = patienceMs): Promise<Response> {
  const headers: Record<string, string> = { Accept: 'application/json' }
  if (body !== undefined) headers['Content-Type'] = body instanceof Sheet ? body.type : 'application/json'
  const csrf = hooks.csrf()
  if (method !== 'GET' && csrf) headers['X-Csrf-Token'] = csrf
  try {
    return await fetch(`/api/v1${path}`, {
      method,
      headers,
      body: body === undefined ? undefined : body instanceof Sheet ? body.text : JSON.stringify(body),
      credentials: 'same-origin',
      signal: AbortSignal.timeout(waitMs),
    })
  } catch {
    throw new ApiError(0, 'unreachable', null)
  }
}

async function refusal(response: Response, path: string): Promise<ApiError> {
  if (response.status === 401 && path !== '/session') hooks.signedOut()
  const problem = await response.json().catch(() => null) as Partial<Problem> | null
  return new ApiError(response.status, problem?.code ?? `http.${response.status}`, problem?.why ?? null, problem?.errors ?? [])
}

/** A query string of what is set; empty values are left out. */
export function query(values: Record<string, string | number | boolean | null | undefined>): string {
  const set = Object.entries(values).filter(([, v]) => v !== null && v !== undefined && v !== '')
  return set.length === 0 ? '' : '?' + new URLSearchParams(set.map(([k, v]) => [k, String(v)])).toString()
}
