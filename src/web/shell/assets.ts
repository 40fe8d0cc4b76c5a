import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Hono } from 'hono'
import { type Module, modulesOf } from './modules.ts'

interface Asset {
  readonly href: string
  readonly type: string
  readonly body: string
}

const JAVASCRIPT = 'text/javascript; charset=utf-8'
const here = (folder: string) => join(import.meta.dirname, '..', folder)

/** The style sheet: the files of `style/` in the order of their names. */
function style(): string {
  const files = readdirSync(here('style'))
    .filter((name) => name.endsWith('.css'))
    .sort()
  return files.map((name) => readFileSync(join(here('style'), name), 'utf8')).join('\n')
}

/** A script of `browser/`: plain JavaScript, served as it stands, so that nothing has to be built. */
const script = (name: string) => readFileSync(join(here('browser'), name), 'utf8')

/** The passkey library as its package brings it for browsers; the package names only its entry, the bundle lies beside. */
function webauthn(): string {
  const entry = createRequire(import.meta.url).resolve('@simplewebauthn/browser')
  return readFileSync(join(dirname(entry), '..', 'dist', 'bundle', 'index.umd.min.js'), 'utf8')
}

/** The upload protocol's client as its package brings it for browsers. */
function tus(): string {
  const entry = createRequire(import.meta.url).resolve('tus-js-client')
  return readFileSync(join(dirname(entry), '..', '..', 'dist', 'tus.min.js'), 'utf8')
}

function asset(name: string, type: string, body: string): Asset {
  return { href: `/assets/${digest(body)}/${name}`, type, body }
}

const digest = (body: string) => createHash('sha256').update(body).digest('base64url').slice(0, 16)

/**
 * The script that sums files up and seals them before they are sent, and what it imports once it is needed: all under one
 * hash. The browser's own SHA-256 wants a file whole in memory.
 */
function uploading(): { entry: Asset; modules: Asset[] } {
  const sums = createRequire(import.meta.url).resolve('@noble/hashes/sha2.js')
  const entry = { name: 'upload.js', body: script('upload.js') }
  const modules = modulesOf([sums, join(here('browser'), 'sealing.js')])
  const hash = digest([entry, ...modules].map(({ body }) => body).join('\n'))
  const under = ({ name, body }: Module) => ({ href: `/assets/${hash}/${name}`, type: JAVASCRIPT, body })
  return { entry: under(entry), modules: modules.map(under) }
}

const upload = uploading()

/** What the browser loads besides the page; each address holds the hash of its content, so it may be kept for ever. */
export const assets = {
  style: asset('style.css', 'text/css; charset=utf-8', style()),
  enhance: asset('enhance.js', JAVASCRIPT, script('enhance.js')),
  passkey: asset('passkey.js', JAVASCRIPT, script('passkey.js')),
  proof: asset('proof.js', JAVASCRIPT, script('proof.js')),
  webauthn: asset('webauthn.js', JAVASCRIPT, webauthn()),
  tus: asset('tus.js', JAVASCRIPT, tus()),
  upload: upload.entry,
  icon: asset('icon.svg', 'image/svg+xml', readFileSync(join(here('style'), 'icon.svg'), 'utf8')),
}

const byHref = new Map([...Object.values(assets), ...upload.modules].map((one) => [one.href, one]))

/** GET /assets/:hash/:name */
export function assetRoutes() {
  return new Hono().get('/assets/:hash/:name', (c) => {
    const found = byHref.get(c.req.path)
    if (!found) return c.text('', 404)
    return c.body(found.body, 200, {
      'content-type': found.type,
      'cache-control': 'public, max-age=31536000, immutable',
    })
  })
}
