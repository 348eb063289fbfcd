import { onBeforeUnmount, onMounted } from 'vue'

/** Keys of a page, while nobody types and no dialog is open. Keys with Ctrl, Alt or Meta stay the browser's. */
export function useHotkeys(keys: Record<string, (event: KeyboardEvent) => void>): void {
  const listen = (event: KeyboardEvent) => {
    const action = keys[event.key]
    if (!action || event.ctrlKey || event.altKey || event.metaKey || event.defaultPrevented) return
    if (typing(event.target) || ownKey(event) || (dialogOpen() && event.key !== 'Escape')) return
    event.preventDefault()
    action(event)
  }
  onMounted(() => window.addEventListener('keydown', listen))
  onBeforeUnmount(() => window.removeEventListener('keydown', listen))
}

function typing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))
}

/** Enter on what has the focus means that, not the row that was chosen: otherwise no link and no button could be used by key. */
const ownKey = (event: KeyboardEvent) => event.key === 'Enter' && event.target instanceof Element && event.target.closest('a, button, summary, [role="link"], [role="button"]') !== null

const dialogOpen = () =>
  [...document.querySelectorAll<HTMLElement>('.el-overlay')].some(o => o.style.display !== 'none' && !o.querySelector('.el-drawer'))
