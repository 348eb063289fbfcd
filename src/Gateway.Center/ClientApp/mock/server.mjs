// A center that is not one: answers the console's API with believable, seeded data and speaks the hub's protocol, for working on the
// console and for trying it in a browser. Never part of the product. Options by environment: PORT, SETUP=1, STORM=1 (1,000 warnings a minute).
import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'
import { WebSocketServer } from 'ws'
import { makeWorld } from './world.mjs'

const port = Number(process.env.PORT ?? 5099)
const www = fileURLToPath(new URL('../../wwwroot', import.meta.url))
const world = makeWorld({ setup: process.env.SETUP === '1' })
const mark = '\u001e'
const sockets = new Set()

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://x')
  const send = (status, body, type = 'application/json') => {
    response.writeHead(status, { 'content-type': type })
    response.end(body === undefined ? '' : type === 'application/json' ? JSON.stringify(body) : body)
  }
  if (url.pathname === '/live/negotiate') {
    send(200, { negotiateVersion: 1, connectionId: 'c', connectionToken: 'c', availableTransports: [{ transport: 'WebSockets', transferFormats: ['Text'] }] })
  } else if (url.pathname.startsWith('/api/v1/')) {
    const chunks = []
    for await (const chunk of request) chunks.push(chunk)
    const body = chunks.length ? JSON.parse(Buffer.concat(chunks).toString()) : undefined
    const answer = world.answer(request.method, url.pathname.slice(7), url.searchParams, body)
    send(answer.status, answer.body, answer.type)
    for (const change of answer.changes ?? []) tell('change', change)
  } else {
    await file(url.pathname, send)
  }
})

async function file(path, send) {
  const types = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml', '.woff2': 'font/woff2' }
  const wanted = extname(path) ? normalize(path) : '/index.html'
  try {
    send(200, await readFile(join(www, wanted)), types[extname(wanted)] ?? 'application/octet-stream')
  } catch {
    send(404, { status: 404, title: 'not found' })
  }
}

const hub = new WebSocketServer({ server, path: '/live' })
hub.on('connection', socket => {
  let shaken = false
  socket.on('message', raw => {
    for (const text of raw.toString().split(mark).filter(Boolean)) {
      const message = JSON.parse(text)
      if (!shaken) { shaken = true; socket.send('{}' + mark); sockets.add(socket); beat() } else if (message.type === 1) {
        if (message.target === 'watchSite') socket.site = message.arguments[0]
        if (message.invocationId) socket.send(JSON.stringify({ type: 3, invocationId: message.invocationId, result: null }) + mark)
      }
    }
  })
  socket.on('close', () => sockets.delete(socket))
})

function tell(target, value, to = sockets) {
  const text = JSON.stringify({ type: 1, target, arguments: [value] }) + mark
  for (const socket of to) socket.send(text)
}
const beat = () => tell('beat', new Date().toISOString())
setInterval(beat, 5000)
setInterval(() => {
  for (const socket of sockets) if (socket.site) tell('values', world.values(socket.site), [socket])
}, 1000)
if (process.env.STORM === '1') setInterval(() => tell('change', world.warn()), 60)
else setInterval(() => tell('change', world.warn()), 20_000)

server.listen(port, '127.0.0.1', () => console.log(`mock center on http://127.0.0.1:${port} (any account, admin with the page of identities; password "wrong" is refused, "new" must be changed)`))
