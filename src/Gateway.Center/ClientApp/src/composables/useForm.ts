import { inject, provide, reactive, ref, type InjectionKey } from 'vue'
import { ElMessage } from 'element-plus'
import { ApiError } from '@/api/http'
import { useAction } from './useAction'
import { useText } from './useText'

export interface FieldTrouble { path: string; found: string; allowed: string }

const key: InjectionKey<Form> = Symbol('form')
export type Form = ReturnType<typeof useForm>

/** An error of the center belongs to a field when its path is the field's, ends with it (`shift.unitId`) or goes deeper (`roles[0].unitId`). */
export const concerns = (path: string, field: string): boolean =>
  path === field || path.endsWith(`.${field}`) || path.startsWith(`${field}[`) || path.startsWith(`${field}.`)

/** A form that shows what the center finds wrong at the field it is about; what belongs to no field shows above the form. */
export function useForm() {
  const { explain } = useAction()
  const { tx } = useText()
  const busy = ref(false)
  const general = ref('')
  const errors = ref<FieldTrouble[]>([])
  const fields = reactive(new Set<string>())

  const at = (field: string) => errors.value.filter(e => concerns(e.path, field))
  const unplaced = () => errors.value.filter(e => ![...fields].some(f => concerns(e.path, f)))

  function clear() {
    general.value = ''
    errors.value = []
  }

  /** @returns whether it was done. */
  async function submit(order: () => Promise<unknown>, done?: string): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    clear()
    try {
      await order()
      if (done) ElMessage({ message: done, type: 'success', duration: 3000, customClass: 'toast-done' })
      return true
    } catch (error) {
      refuse(error)
      return false
    } finally {
      busy.value = false
    }
  }

  function refuse(error: unknown) {
    errors.value = error instanceof ApiError ? error.fields.map(f => ({ path: f.path, found: f.found, allowed: tx(f.allowed) })) : []
    // With fields the reason alone: each error stands at its place.
    general.value = error instanceof ApiError && errors.value.length > 0 ? `${tx(error.why)} [${error.code}]` : explain(error)
  }

  return { busy, general, errors, fields, at, unplaced, clear, submit }
}

/** The fields below take their errors from this form. */
export const giveForm = (form: Form): void => provide(key, form)
export const useFormOf = () => inject(key, null)
