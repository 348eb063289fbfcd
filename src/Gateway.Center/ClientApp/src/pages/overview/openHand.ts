import type { Router } from 'vue-router'
import { center } from '@/api/center'
import type { HandItem } from '@/api/types'

/** Opens the page where what waits can be done. */
export async function openHand(item: HandItem, router: Router): Promise<void> {
  const incident = (id: string) => router.push({ name: 'incident', params: { id } })
  switch (item.kind) {
    case 'incident':
      await incident(item.id)
      break
    case 'call':
      await incident((await center.call(item.id)).incident)
      break
    case 'clock': {
      const clock = (await center.clocks()).find(c => c.id === item.id)
      await (clock ? incident(clock.incident) : router.push({ name: 'incidents' }))
      break
    }
    case 'danger':
      // What the center proposes is no case yet: it is decided on the list.
      await center.danger(item.id).then(() => router.push({ name: 'danger', params: { id: item.id } }), () => router.push({ name: 'dangers' }))
      break
    case 'prejudgement':
      await router.push({ name: 'sheet', params: { id: item.id } })
      break
    case 'roster':
      await router.push(item.id === 'contacts' ? { name: 'administration', query: { tab: 'people' } } : { name: 'roster' })
      break
    case 'channel':
      await router.push({ name: 'channels' })
      break
    default:
      if (item.site) await router.push({ name: 'site', params: { id: item.site } })
  }
}
