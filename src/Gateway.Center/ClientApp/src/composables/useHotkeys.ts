import { onBeforeUnmount, onMounted } from 'vue'

/** Keys of a page, while nobody types and no dialog is open. Keys with Ctrl, Alt or Meta stay the browser's. */
export function useHotkeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  const listen = (event: KeyboardEvent) => {
    const action = keys[event.key]
    if (!action || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
    if (typing(event.target) || (dialogOpen() && event.key !== 'Escape')) return
    event.preventDefault()
    action(event)
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

const dialogOpen = () =>
  [...document.querySelectorAll<HTMLElement>('.el-overlay')].some(o => o.style.display !== 'none' && !o.querySelector('.el-drawer'))
