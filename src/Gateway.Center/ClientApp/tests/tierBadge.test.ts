import { expect, test } from 'vitest'
import TierBadge from '@/components/TierBadge.vue'
import { gravest, signs, tiers } from '@/format/tier'
import { show } from './support/mounting'

test('every tier is told by shape, number and word, not by colour alone', async () => {
  const seen = []
  for (const tier of tiers) {
    const { wrapper } = await show(TierBadge, { tier })
    seen.push({ word: wrapper.text(), shape: wrapper.find('path').attributes('d') })
    expect(wrapper.text()).toContain(signs[tier].numeral)
    wrapper.unmount()
  }
  expect(new Set(seen.map(s => s.word)).size).toBe(4)
  expect(new Set(seen.map(s => s.shape)).size).toBe(4)
})

test('no tier has a word but no filled shape', async () => {
  const { wrapper } = await show(TierBadge, { tier: 'none' })
  expect(wrapper.find('path').exists()).toBe(false)
  expect(wrapper.text()).toBe('无预警')
  wrapper.unmount()
})

test('the gravest of several tiers is the one that counts', () => {
  expect(gravest(['blue', 'red', 'yellow'])).toBe('red')
  expect(gravest([])).toBe('none')
})
