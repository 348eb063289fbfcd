import { ElMessage } from 'element-plus'
import { ref } from 'vue'
import { ApiError } from '@/api/http'
import { useText } from './useText'

/** Runs an order to the center and says aloud when it was refused, with the reason and the code. */
export function useAction() {
  const { t, tx } = useText()
  const busy = ref(false)

  function explain(error: unknown): string {
    if (!(error instanceof ApiError)) return String(error)
    const why = tx(error.why) || t(error.status === 0 ? 'error.unreachable' : error.status === 429 ? 'error.tooMany' : 'error.refused')
    const fields = error.fields.map(f => `${f.path}: ${tx(f.allowed)}`).join('; ')
    return `${why}${fields ? ` ${fields}` : ''} [${error.code}]`
  }

  function fail(error: unknown) {
    ElMessage({ message: explain(error), type: 'error', duration: 10_000, showClose: true, customClass: 'toast-error' })
  }

  /** @returns whether it was done. */
  async function run(order: () => Promise<unknown>, done?: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      await order()
      if (done) ElMessage({ message: done, type: 'success', duration: 3000, customClass: 'toast-done' })
      return true
    } catch (error) {
      fail(error)
      return false
    } finally {
      busy.value = false
    }
  }

  return { busy, run, fail, explain }
}
