import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { Hono } from 'hono'

interface Asset {
  readonly href: string
  readonly type: string
  readonly body: string
}

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

function asset(name: string, type: string, body: string): Asset {
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 16)
  return { href: `/assets/${hash}/${name}`, type, body }
}

/** What the browser loads besides the page; each address holds the hash of its content, so it may be kept for ever. */
export const assets = {
  style: asset('style.css', 'text/css; charset=utf-8', style()),
  enhance: asset('enhance.js', 'text/javascript; charset=utf-8', script('enhance.js')),
  passkey: asset('passkey.js', 'text/javascript; charset=utf-8', script('passkey.js')),
  webauthn: asset('webauthn.js', 'text/javascript; charset=utf-8', webauthn()),
  icon: asset('icon.svg', 'image/svg+xml', readFileSync(join(here('style'), 'icon.svg'), 'utf8')),
}

const byHref = new Map(Object.values(assets).map((one) => [one.href, one]))

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
