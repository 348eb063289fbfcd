import { expect, test } from 'vitest'
import en from '@/locales/en'
import zh from '@/locales/zh'

const keys = (tree: object, prefix = ''): string[] => Object.entries(tree).flatMap(([k, v]) => (typeof v === 'string' ? [prefix + k] : keys(v as object, `${prefix}${k}.`)))
const at = (tree: object, key: string) => key.split('.').reduce<unknown>((node, part) => (node as Record<string, unknown> | undefined)?.[part], tree)
const sources = import.meta.glob('../src/**/*.{vue,ts}', { query: '?raw', import: 'default', eager: true }) as Record<string, string>
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(m => m[1]).sort().join()

test('both languages have the same keys, none of them empty', () => {
  expect(keys(en).sort()).toEqual(keys(zh).sort())
  for (const key of keys(zh)) for (const tree of [zh, en]) expect(String(at(tree, key)).trim(), key).not.toBe('')
})

test('both languages fill in the same values', () => {
  for (const key of keys(zh)) expect(holes(String(at(en, key))), key).toBe(holes(String(at(zh, key))))
})

test('every text that the sources name exists', () => {
  const named = Object.values(sources).flatMap(s => [...s.matchAll(/\bt\('([\w.]+)'/g)].map(m => m[1]!))
  expect(named.length).toBeGreaterThan(150)
  for (const key of named) expect(typeof at(zh, key), key).toBe('string')
})

test('every list of words that the sources name exists', () => {
  const lists = Object.values(sources).flatMap(s => [...s.matchAll(/\bt\(`([\w.]+)\.\$\{/g)].map(m => m[1]!))
  for (const list of lists) expect(typeof at(zh, list), list).toBe('object')
})

test('no page has words of its own outside the texts', () => {
  for (const [path, source] of Object.entries(sources)) {
    if (path.includes('/locales/') || path.endsWith('format/time.ts')) continue
    const chinese = source.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').match(/[\u4e00-\u9fff]+/g) ?? []
    expect(chinese.filter(c => c !== '中文'), path).toEqual([])
  }
})
