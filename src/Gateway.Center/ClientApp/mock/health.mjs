import { text } from './seed.mjs'

/** The center's own state, with one part that is not in order. */
export function healthOf({ now, iso }) {
  const good = (zh, en) => ({ isGood: true, text: text(zh, en) })
  const ago = seconds => iso(now() - seconds * 1000)
  return {
    state: 'attention', at: iso(now()), version: '0.9.0-mock', database: { kind: 'sqlite', ok: true },
    duties: { calls: ago(1), figures: ago(40), incidents: ago(3), 'link-watch': ago(5), 'ledger-anchor': ago(900) }, dutiesLate: ['ledger-anchor'],
    parts: {
      link: good('网关 12 台，在线 12 台', '12 gateways, 12 online'), history: good('正常', 'in order'), ledger: good('台账 1204 条，最近锚点 1200', '1204 entries, last anchor 1200'),
      identity: { isGood: false, text: text('2 台网关未按时续期证书', '2 gateways have not renewed their certificates') },
    },
    selfTest: { at: ago(86_400), items: [{ name: 'dataFolder', ...good('可写', 'can be written to') }, { name: 'disk', ...good('剩余 41 GiB', '41 GiB are free') }, { name: 'web', ...good('控制台 https://127.0.0.1', 'the console is at https://127.0.0.1') }] },
  }
}
