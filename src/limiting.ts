import { isIPv6 } from 'node:net'
import type { Context, MiddlewareHandler } from 'hono'
import { DomainError } from './base/errors.ts'
import type { Watched } from './watching.ts'

/** How many requests a minute, by whom; 0 for as many as they like. */
export interface Limits {
  readonly address: number
  readonly person: number
  readonly program: number
  /** Tries to sign in or to come in, and what people without an account send, by address. */
  readonly signIn: number
  /** How many proxies of ours stand in front, each adding to `X-Forwarded-For`. */
  readonly proxies: number
}

type Policy = 'address' | 'person' | 'program' | 'signIn'
interface Bucket {
  left: number
  at: number
}

const WINDOW = 60
/** Other instances are slowed by their own back-pressure; assets cost nothing; whoever watches must always get an answer. */
const FREE = /^\/(assets|exchange)\/|^\/healthz$/
const COMING_IN =
  /^\/(sign-in|set-up|invitations|passkeys|redress)(\/|$)|^\/api\/(sessions|redress)(\/|$)|^(\/api)?\/assessments\/[^/]+\/comments$/

/**
 * Slows down who asks too often: by address before anything else is done, and by person or program once it is known who
 * asks. Each answer says what is left, in the fields of the IETF draft (RateLimit, RateLimit-Policy). Counted in this process alone.
 */
export function limiting(
  limits: Limits,
  seconds = () => performance.now() / 1000,
  room = 50_000,
): MiddlewareHandler<Watched> {
  const buckets = new Map<string, Bucket>()

  /** Undefined where nothing is limited; otherwise what is left, below 0 for one too many. */
  function take(policy: Policy, key: string): { policy: Policy; left: number; wait: number } | undefined {
    const most = limits[policy]
    if (most === 0) return undefined
    const now = seconds()
    const name = `${policy} ${key}`
    const { left, at } = buckets.get(name) ?? { left: most, at: now }
    const refilled = Math.min(most, left + ((now - at) * most) / WINDOW)
    if (buckets.size >= room) forgetFull(now)
    buckets.delete(name)
    buckets.set(name, { left: Math.max(refilled - 1, refilled < 1 ? refilled : 0), at: now })
    return { policy, left: Math.floor(refilled - 1), wait: Math.ceil(((1 - (refilled % 1)) * WINDOW) / most) }
  }

  /** The oldest first, until there is room: whoever has not asked for a minute has all of it again. */
  function forgetFull(now: number): void {
    for (const [name, { at }] of buckets) {
      if (now - at < WINDOW && buckets.size < room) return
      buckets.delete(name)
    }
  }

  return async (c, next) => {
    const path = c.req.path
    if (FREE.test(path)) return next()
    const address = addressOf(c, limits.proxies)
    let tightest: ReturnType<typeof take>
    const spend = (policy: Policy, key: string) => {
      const taken = take(policy, key)
      if (taken && (!tightest || taken.left < tightest.left)) tightest = taken
      return taken === undefined || taken.left >= 0
    }
    c.set('spend', ({ person, acts }) => {
      if (!spend(acts ? 'program' : 'person', person)) throw tooMany()
    })
    const mayCome = address === undefined || spend('address', address)
    const mayTry =
      !(c.req.method === 'POST' && COMING_IN.test(path)) || address === undefined || spend('signIn', address)
    if (mayCome && mayTry) await next()
    else c.res = refusal(path)
    if (!tightest) return
    const { policy, left, wait } = tightest
    const name = policy === 'signIn' ? 'sign-in' : policy
    c.res.headers.set('ratelimit-policy', `"${name}";q=${limits[policy]};w=${WINDOW}`)
    c.res.headers.set('ratelimit', `"${name}";r=${Math.max(0, left)};t=${wait}`)
    if (c.res.status === 429) c.res.headers.set('retry-after', String(Math.max(1, wait)))
  }
}

const tooMany = () => new DomainError('unavailable', 'too_many_requests', 'Too many requests: come again in a moment')

function refusal(path: string): Response {
  const { code, message } = tooMany()
  const body = {
    type: 'about:blank',
    title: 'Too Many Requests',
    status: 429,
    detail: message,
    code,
    error: { code, message },
  }
  return path.startsWith('/api/')
    ? Response.json(body, { status: 429, headers: { 'content-type': 'application/problem+json' } })
    : new Response(`${message}\n`, { status: 429 })
}

/** Who is on the line: behind proxies of ours, what the outermost of them saw. Of IPv6 the network, which one subscriber has whole. */
function addressOf(c: Context, proxies: number): string | undefined {
  const seen = (c.req.header('x-forwarded-for') ?? '').split(',').map((one) => one.trim())
  const direct = c.env?.incoming?.socket?.remoteAddress as string | undefined
  const address = proxies > 0 ? seen.at(-proxies) || direct : direct
  if (address === undefined || !isIPv6(address) || address.startsWith('::ffff:')) return address
  const [head = '', tail = ''] = address.split('::')
  const groups = head.split(':').filter(Boolean)
  const gap = 8 - groups.length - tail.split(':').filter(Boolean).length
  const whole = address.includes('::') ? [...groups, ...Array<string>(gap).fill('0'), ...tail.split(':')] : groups
  return `${whole.slice(0, 4).join(':')}::/64`
}
