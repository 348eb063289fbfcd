import { ref } from 'vue'

/** Puts a text on the clipboard and says whether it lies there: a browser may refuse, and over plain HTTP has none to give. */
export function useCopy() {
  const copied = ref<'done' | 'refused' | null>(null)

  async function copy(text: string) {
    try {
      await navigator.clipboard.writeText(text)
      copied.value = 'done'
    } catch {
      copied.value = 'refused'
    }
  }

  return { copied, copy }
}
