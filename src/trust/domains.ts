import { type Actor, permit } from '../accounts/index.ts'
import { record } from '../audit/index.ts'
import { instantText, parseDate } from '../base/time.ts'
import type { Db, Tx } from '../db/index.ts'
import type { Domain } from './entries.ts'
import { TrustError, wordsFrom } from './errors.ts'
import { deleteDomain, findDomains, putDomain } from './store.ts'

export const domainsOf = (db: Db, org: string): Promise<Domain[]> => findDomains(db, org)

/** Throws `bad_domain`, `words_missing`, and what reading a day throws. */
export async function addDomain(
  tx: Tx,
  actor: Actor,
  org: string,
  input: { domain: string; registeredOn?: string; source: string },
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'directory.keep')
  const domain = readDomain(input.domain)
  const source = wordsFrom(input.source, 'source')
  const registeredOn = input.registeredOn?.trim() ? String(parseDate(input.registeredOn.trim(), 'registeredOn')) : null
  await putDomain(tx, org, { domain, registeredOn, source, byName: actor.name, at: instantText(at) })
  const body = { domain, registeredOn, source, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'directory.domain-added', about: org, body }, at)
}

/** Throws `no_such_domain`. */
export async function removeDomain(
  tx: Tx,
  actor: Actor,
  org: string,
  domain: string,
  at: Temporal.Instant,
): Promise<void> {
  permit(actor, 'directory.keep')
  if (!(await deleteDomain(tx, org, domain)))
    throw new TrustError('missing', 'no_such_domain', 'This domain is not among them')
  const body = { domain, byName: actor.name }
  await record(tx, { org: actor.org, by: actor.person, kind: 'directory.domain-removed', about: org, body }, at)
}

/** Lower case, in the form the domain name system knows. Throws `bad_domain`. */
function readDomain(input: string): string {
  const domain = input.trim().toLowerCase().replace(/\.$/, '')
  if (domain.length > 253 || !/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(domain))
    throw new TrustError('invalid', 'bad_domain', 'This is not a domain: justice.example', { path: 'domain' })
  return domain
}

/** Whether an address is at this domain or below it. */
export const isAt = (address: string, domain: string): boolean => address === domain || address.endsWith(`.${domain}`)
