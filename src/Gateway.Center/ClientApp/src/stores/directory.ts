import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { center } from '@/api/center'
import type { Person, Unit, Word } from '@/api/types'

/** The organisation as lists to choose from: read when a page first needs them, read again after a change. */
export const useDirectory = defineStore('directory', () => {
  const units = ref<Unit[]>([])
  const people = ref<Person[]>([])
  const words = ref<{ levels: Word[]; roles: Word[]; industries: Word[] }>({ levels: [], roles: [], industries: [] })
  const asked = { units: false, people: false, words: false }

  /** A list that could not be read is asked for again by the next page that needs it. */
  async function once(what: keyof typeof asked, load: () => Promise<void>) {
    if (asked[what]) return
    asked[what] = true
    await load().catch(() => { asked[what] = false })
  }

  const loadUnits = async () => { units.value = await center.units() }
  const loadPeople = async () => { people.value = await center.people() }
  const loadWords = async () => {
    const [levels, roles, industries] = await Promise.all([center.levels(), center.roles(), center.industries()])
    words.value = { levels, roles, industries }
  }

  return {
    units,
    people,
    words,
    active: computed(() => people.value.filter(p => p.active)),
    needUnits: () => once('units', loadUnits),
    needPeople: () => once('people', loadPeople),
    needWords: () => once('words', loadWords),
    loadUnits,
    loadPeople,
    unitName: (id: string | null) => units.value.find(u => u.id === id)?.name ?? null,
    unitAt: (path: string) => units.value.find(u => u.path === path)?.name ?? null,
    personName: (id: string | null) => people.value.find(p => p.id === id)?.name ?? id ?? '',
  }
})
