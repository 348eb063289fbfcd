export type Tier = 'none' | 'blue' | 'yellow' | 'orange' | 'red'

export interface Text {
  zh: string
  en: string
}

/** Lists that can grow long come in pages. */
export interface Page<T> {
  items: T[]
  /** Hand it back as `after` for the next page; null at the end. */
  next: string | null
  total: number | null
}

/** Errors: problem details with both languages in `why`, and by field where a form was wrong. */
export interface Problem {
  status: number
  title: string
  code?: string
  why?: Text
  errors?: { path: string; found: string; allowed: Text }[]
}

/** An act the account has the right to that is not possible as the thing stands. */
export interface NotNow {
  act: string
  why: Text
}
