import { expect, test } from 'vitest'
import en from '@/locales/en'
import zh from '@/locales/zh'
import { kinds } from '@/pages/ledger/kinds'

/** Each module of the center has a file of words for the kinds it writes. */
const modules = import.meta.glob('../../*/*LedgerWords.cs', { query: '?raw', import: 'default', eager: true }) as Record<string, string>
const named = [...new Set(Object.values(modules).flatMap(s => [...s.matchAll(/\["([a-z]+\.)[a-z-]+"\] = /g)].map(m => m[1]!)))].sort()

test('the filter of the ledger offers every kind the center writes, and no other', () => {
  expect(named.length).toBeGreaterThan(20)
  expect([...kinds].sort()).toEqual(named)
})

test('and has a word for each in both languages', () => {
  for (const words of [zh, en]) expect(Object.keys(words.ledger.kinds).map(k => `${k}.`).sort()).toEqual(named)
})
