import { lookup as resolve } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import { ExchangeError } from './errors.ts'

/** Which addresses this instance may connect to when it carries something to another. */
export interface Reachable {
  /** Over plain HTTP only to what the operator named: the rest of the world by HTTPS. Throws `peer_not_allowed`. */
  mayAsk(url: URL): void
  /** Resolves a name and lets through what may be reached alone, at the moment of connecting: no name can lead elsewhere later. */
  lookup(protocol: string): LookupFunction
}

/** What is no public address (the special-purpose registries of IANA, RFC 6890), and what leads to one through another. */
const SPECIAL = ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16', '192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3', '2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20'] // biome-ignore format: one line of ranges
/** All of IPv6 that is given out to be public; the rest of it is not. */
const GLOBAL = '2000::/3'

/**
 * Public addresses by HTTPS, and every address in `ranges` (`10.1.0.0/16`, `fd00::/8`, or one address). Throws
 * `bad_range` for what is no range.
 */
export function reachable(ranges: readonly string[] = []): Reachable {
  const [special, global, named] = [listOf(SPECIAL), listOf([GLOBAL]), listOf(ranges)]
  const isIn = (list: BlockList, address: string) => list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
  const isPublic = (address: string) => !isIn(special, address) && (isIP(address) === 4 || isIn(global, address))
  const mayReach = (protocol: string, address: string) =>
    isIn(named, address) || (protocol === 'https:' && isPublic(address))
  const refuse = (host: string) =>
    new ExchangeError('unavailable', 'peer_not_allowed', `This instance may not connect to ${host}: see COMITY_PEERS`)
  return {
    mayAsk({ protocol, hostname }) {
      const address = hostname.replace(/^\[|\]$/g, '')
      if (isIP(address) === 0) {
        // What stands behind a name is seen when it is looked up.
        if (protocol === 'https:' || (ranges.length > 0 && protocol === 'http:')) return
        throw refuse(hostname)
      }
      if (mayReach(protocol, address)) return
      throw refuse(hostname)
    },
    lookup: (protocol) => (hostname, options, done) => {
      resolve(hostname, { ...options, all: true }, (error, found) => {
        if (error) return done(error, '', 0)
        const all = found as unknown as { address: string; family: number }[]
        const allowed = all.filter(({ address }) => mayReach(protocol, address))
        const [first] = allowed
        if (!first) return done(refuse(hostname), '', 0)
        // The caller says whether it wants them all.
        if ('all' in options && options.all) (done as (e: null, all: unknown) => void)(null, allowed)
        else done(null, first.address, first.family)
      })
    },
  }
}

/** `localhost` leads to this machine, and so does an instance that is reached at it. */
export const THIS_MACHINE = ['127.0.0.0/8', '::1/128'] as const

function listOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) {
    const [address = '', bits] = range.split('/')
    const version = isIP(address)
    const length = bits === undefined ? (version === 6 ? 128 : 32) : Number(bits)
    try {
      if (version === 0) throw new Error('no address')
      list.addSubnet(address, length, version === 6 ? 'ipv6' : 'ipv4')
    } catch (cause) {
      throw new ExchangeError('invalid', 'bad_range', `Not a range of addresses: ${range}`, { cause })
    }
  }
  return list
}
