import { text } from './seed.mjs'

const day = 86_400_000
const pem = (word, body) => `-----BEGIN ${word}-----\n${body.repeat(8).slice(0, 64)}\n-----END ${word}-----\n`

/** Tokens and certificates of gateways: each state that the page can show, once. */
export function answerIdentities(world, ok, no) {
  const { now, iso, next } = world
  const hex = length => Array.from({ length }, () => Math.floor(next() * 16).toString(16)).join('')
  const at = ms => iso(now() + ms)
  const token = (n, madeMs, hours, over = {}) => ({ id: `t${n}`, site: `site-0${n}`, edge: 'edge-1', madeBy: 'admin', madeAt: at(madeMs), expiresAt: at(madeMs + hours * 3_600_000), usedAt: null, revokedAt: null, token: null, ...over })
  const certificate = (n, fromMs, untilMs, over = {}) => ({ serial: hex(32).toUpperCase(), site: `site-0${n}`, edge: 'edge-1', issuedAt: at(fromMs), expiresAt: at(untilMs), revokedAt: null, ...over })
  const tokens = [token(1, -36e5, 24), token(2, -day, 72, { usedAt: at(-7e7) }), token(3, -9 * day, 24), token(4, -5 * day, 72, { revokedAt: at(-4 * day) }), { ...token(5, -6e5, 24), site: 'not-yet-there' }]
  const certificates = [certificate(2, -10, 180 * day), certificate(2, -121 * day, 59 * day), certificate(3, -150 * day, 30 * day), certificate(4, -200 * day, -20 * day), certificate(5, -40 * day, 140 * day, { revokedAt: at(-day) })]
  const change = (kind, one) => ({ sequence: ++world.sequence, kind, subject: `${one.site}.${one.edge}`, site: one.site, tier: null, drill: false, warning: null })
  const wrong = (path, found, zh, en) => ({ ...no(400, 'invalid', '内容有误', 'the content is wrong'), body: { status: 400, title: 'invalid', code: 'invalid', why: text('内容有误', 'the content is wrong'), errors: [{ path, found: String(found), allowed: text(zh, en) }] } })

  function make({ site, edge, hours }) {
    if (!/^[\w.-]{1,64}$/.test(site)) return wrong('site', site, '1 到 64 个字母、数字、. _ -', '1 to 64 letters, digits, . _ -')
    if (hours > 72) return wrong('hours', hours, '1 到 72', '1 to 72')
    const made = { ...token(tokens.length + 1, 0, hours), site, edge }
    tokens.unshift(made)
    return ok({ ...made, token: `rge_${hex(64)}` }, [change('enrolment.token-made', made)])
  }
  function end(rows, key, id, kind) {
    const one = rows.find(row => row[key] === id)
    if (!one) return no(404, 'none', '没有', 'none')
    one.revokedAt ??= iso(now())
    return ok(undefined, [change(kind, one)])
  }
  return (method, area, id, body) => {
    if (area === 'identity') return ok({ authority: pem('CERTIFICATE', 'MIIBsample'), offerKey: pem('PUBLIC KEY', 'MFkwsample'), longestTokenHours: 72 })
    if (area === 'enrolments') return method === 'POST' ? make(body) : method === 'DELETE' ? end(tokens, 'id', id, 'enrolment.token-revoked') : ok(tokens)
    return method === 'POST' ? end(certificates, 'serial', id, 'certificate.revoked') : ok(certificates)
  }
}
