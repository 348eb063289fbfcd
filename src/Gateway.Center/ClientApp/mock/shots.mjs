// Photographs every page against the mock center (npm run mock), for looking at: node mock/shots.mjs <folder>. CHROMIUM, PORT.
import { join } from 'node:path'
import { chromium } from 'playwright-core'

const folder = process.argv[2]
if (!folder) throw new Error('say into which folder the pictures go')
const base = `http://127.0.0.1:${process.env.PORT ?? 5099}`
const looks = [['zh', 'dark', 1920, 1080], ['en', 'light', 1366, 768], ['zh', 'light', 390, 844]]
const pages = ['', 'warnings', 'incidents', 'incidents/inc-0002', 'sites/site-04?point=combustibleGas-01', 'sites/site-04?point=displacementRate-03', 'dangers', 'dangers/hd-1', 'roster', 'channels', 'identities', 'system']

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] })
for (const [lang, theme, width, height] of looks) {
  const context = await browser.newContext({ viewport: { width, height } })
  await context.addInitScript(([l, t]) => { localStorage.setItem('center.lang', l); localStorage.setItem('center.theme', t) }, [lang, theme])
  const page = await context.newPage()
  page.on('pageerror', error => console.error(`${lang} ${theme} ${page.url()}: ${error.message}`))
  await page.request.post(`${base}/api/v1/session`, { data: { account: 'admin', password: 'x' } })
  for (const path of pages) {
    await page.goto(`${base}/${path}`)
    await page.waitForSelector('[data-testid=state-bar]')
    await page.waitForTimeout(800)
    await page.screenshot({ path: join(folder, `${lang}-${theme}-${width}-${path.replace(/\W+/g, '-') || 'overview'}.png`) })
  }
  await context.close()
}
await browser.close()
