import { Hono } from 'hono'
import { z } from 'zod'
import { type InstanceSecret, permit } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import { type Now, parseInstant } from '../base/time.ts'
import type { Db } from '../db/index.ts'
import {
  attest,
  directoryEntry,
  directory as everybodyKnown,
  type KnownOrganisation,
  markDoubtful,
  revokePeer,
  takeBackAttestation,
} from '../exchange/index.ts'
import {
  addDomain,
  allAttestations,
  attestationsAbout,
  believe,
  believedBy,
  disbelieve,
  domainsOf,
  type KeptAttestation,
  methods,
  removeDomain,
  setTrustSettings,
  signals,
  statements,
  trustSettings,
  type Verification,
  verifyOrganisation,
} from '../trust/index.ts'
import { counterpart } from './counterparts.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const instant = z.string().meta({ format: 'date-time' })
const statement = z.enum(statements)

const newVerification = z.strictObject({
  method: z.enum(methods),
  says: prose.meta({ description: 'What was seen or compared, and where' }),
  phone: line.optional().meta({ description: 'To call back, from a source other than its requests' }),
  phoneSource: line.optional(),
  attestation: line.optional().meta({ description: 'The statement it rests on' }),
})
const newDomain = z.strictObject({ domain: line, registeredOn: line.optional(), source: prose })
const newAttestation = z.strictObject({
  says: statement,
  reason: prose,
  to: z.array(line).max(1_000),
  until: instant.optional(),
})
const newBelief = z.strictObject({ says: statement, reason: prose })
const why = z.strictObject({ reason: prose })
const newRevocation = z.strictObject({
  reason: z.string().trim().min(1).max(100_000),
  since: instant.optional().meta({ description: 'What it signed from then on is in doubt' }),
})
const settings = z.strictObject({
  reverifyDays: z.number(),
  attestationDays: z.number(),
  secondCheckMinutes: z.number(),
  followUpDays: z.number(),
  youngDomainDays: z.number(),
  deskFor: z.array(z.enum(signals)),
})

const verification = z.strictObject({
  id: z.string(),
  method: z.enum([...methods, 'hosted']),
  says: z.string(),
  phone: z.string().nullable(),
  phoneSource: z.string().nullable(),
  attestation: z.string().nullable(),
  byName: z.string(),
  at: instant,
  due: instant.meta({ description: 'By then it is to be done anew' }),
})
const domain = z.strictObject({
  domain: z.string(),
  registeredOn: z.string().nullable(),
  source: z.string(),
  byName: z.string(),
  at: instant,
})
const kept = z.strictObject({
  id: z.string(),
  side: z.enum(['given', 'received']),
  attester: z.string(),
  subject: z.string(),
  subjectName: z.string(),
  subjectKey: z.string(),
  says: statement,
  reason: z.string(),
  paper: z.string().meta({ description: 'As it was signed' }),
  madeAt: instant,
  until: instant,
  told: z.array(z.string()),
  at: instant,
  withdrawnAt: instant.nullable(),
  withdrawnReason: z.string().nullable(),
  standing: z.enum(['in-force', 'expired', 'withdrawn']),
})
const key = z.strictObject({
  kind: z.enum(['signing', 'certificate']),
  key: z.string(),
  from: instant,
  until: instant.nullable(),
  ended: z.enum(['rotated', 'revoked', 'replaced']).nullable(),
  since: instant.nullable(),
  reason: z.string().nullable(),
})
const organisation = counterpart.extend({
  standing: z.enum(['verified', 'stale', 'unverified']),
  verification: verification.nullable(),
  revokedAt: instant.nullable().meta({ description: 'Since when it is believed no more' }),
})
const believed = z.strictObject({
  attester: z.string(),
  says: statement,
  reason: z.string(),
  byName: z.string(),
  at: instant,
})

/** Who everybody is: how each was verified, its keys and domains, what is said of it, and whose word counts here. */
export function directory({
  db,
  secret,
  now,
  whoAsks,
}: {
  db: Db
  secret: InstanceSecret
  now: Now
  whoAsks: WhoAsks
}) {
  return new Hono()
    .get('/api/directory', async (c) => {
      permit(await whoAsks(c), 'directory.read')
      const { page, next } = pageOfAll(c, await everybodyKnown(db, now()), ({ org }) => org)
      return c.json({ organisations: page.map(organisationView), next })
    })
    .get('/api/directory/settings', async (c) => {
      permit(await whoAsks(c), 'directory.read')
      return c.json(await trustSettings(db))
    })
    .put('/api/directory/settings', async (c) => {
      const actor = await whoAsks(c)
      const given = await readBody(c, settings)
      await db.transaction().execute((tx) => setTrustSettings(tx, actor, given, now()))
      return c.json(await trustSettings(db))
    })
    .get('/api/directory/:org', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'directory.read')
      const org = parseId('org', c.req.param('org'))
      const { keys, hi1: _, ...found } = await directoryEntry(db, org, now())
      return c.json({
        organisation: organisationView(found),
        earlier: found.standing.earlier.map(verificationView),
        keys,
        domains: await domainsOf(db, org),
        attestations: (await attestationsAbout(db, actor.org, org, now())).map(
          ({ counts, otherKey, standing, ...one }) => ({ ...attestationView({ ...one, standing }), counts, otherKey }),
        ),
      })
    })
    .post('/api/directory/:org/verifications', async (c) => {
      const actor = await whoAsks(c)
      const { org } = await directoryEntry(db, parseId('org', c.req.param('org')), now())
      const { method, says, ...given } = await readBody(c, newVerification)
      const input = { org, method, says, ...present(given) }
      const made = await db.transaction().execute((tx) => verifyOrganisation(tx, actor, input, now()))
      return c.json(verificationView(made), 201)
    })
    .post('/api/directory/:org/domains', async (c) => {
      const actor = await whoAsks(c)
      const { org } = await directoryEntry(db, parseId('org', c.req.param('org')), now())
      const { registeredOn, ...given } = await readBody(c, newDomain)
      const input = { ...given, ...present({ registeredOn }) }
      await db.transaction().execute((tx) => addDomain(tx, actor, org, input, now()))
      return c.body(null, 204)
    })
    .delete('/api/directory/:org/domains/:domain', async (c) => {
      const actor = await whoAsks(c)
      const org = parseId('org', c.req.param('org'))
      await db.transaction().execute((tx) => removeDomain(tx, actor, org, c.req.param('domain'), now()))
      return c.body(null, 204)
    })
    .post('/api/directory/:org/attestations', async (c) => {
      const actor = await whoAsks(c)
      const subject = parseId('org', c.req.param('org'))
      const { until, ...given } = await readBody(c, newAttestation)
      const input = { subject, ...given, ...(until !== undefined && { until: parseInstant(until, 'until') }) }
      const made = await db.transaction().execute((tx) => attest(tx, secret, actor, input, now()))
      return c.json(attestationView({ ...made, standing: 'in-force' }), 201)
    })
    .get('/api/attestations', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'directory.read')
      const { page, next } = pageOfAll(c, await allAttestations(db, actor.org, now()), ({ id }) => id)
      return c.json({ attestations: page.map(attestationView), next })
    })
    .delete('/api/attestations/:attestation', async (c) => {
      const actor = await whoAsks(c)
      const input = { id: parseId('attestation', c.req.param('attestation')), ...(await readBody(c, why)) }
      await db.transaction().execute((tx) => takeBackAttestation(tx, actor, input, now()))
      return c.body(null, 204)
    })
    .get('/api/beliefs', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'directory.read')
      const keyOf = ({ attester, says }: { attester: string; says: string }) => `${attester} ${says}`
      const { page, next } = pageOfAll(c, await believedBy(db, actor.org), keyOf)
      return c.json({ believed: page, next })
    })
    .post('/api/directory/:org/beliefs', async (c) => {
      const actor = await whoAsks(c)
      const { org: attester } = await directoryEntry(db, parseId('org', c.req.param('org')), now())
      const given = await readBody(c, newBelief)
      await db.transaction().execute((tx) => believe(tx, actor, { attester, ...given }, now()))
      return c.body(null, 204)
    })
    .delete('/api/directory/:org/beliefs', async (c) => {
      const actor = await whoAsks(c)
      const input = { attester: parseId('org', c.req.param('org')), ...(await readBody(c, newBelief)) }
      await db.transaction().execute((tx) => disbelieve(tx, actor, input, now()))
      return c.body(null, 204)
    })
    .delete('/api/peers/:org', async (c) => {
      const actor = await whoAsks(c)
      const org = parseId('org', c.req.param('org'))
      const { reason, since } = await readBody(c, newRevocation)
      const from = since === undefined ? undefined : parseInstant(since, 'since')
      await db.transaction().execute((tx) => revokePeer(tx, actor, org, reason, now(), from))
      // Each organisation marks for itself what it got, in its own log.
      await markDoubtful(db, org, now())
      return c.body(null, 204)
    })
}

/** Only what was given. */
const present = <Given extends Record<string, string | undefined>>(given: Given) =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Record<string, string>

const verificationView = ({ org: _, ...one }: Verification) => one

const organisationView = ({ standing: { is, verification: newest }, ...one }: KnownOrganisation) => {
  const { org, name, state, kind, seats, authority, languages, addressees, signing, sealing, url, revokedAt } = one
  const who = { org, name, state, kind, seats, authority, languages, addressees, signing, sealing, url }
  return { ...who, standing: is, verification: newest ? verificationView(newest) : null, revokedAt }
}

const attestationView = (one: KeptAttestation & { readonly standing: 'in-force' | 'expired' | 'withdrawn' }) => one

export const directoryPaths = {
  '/api/directory': {
    get: operation('Everybody this instance knows or once knew, and whether somebody made sure of it', {
      query: paging,
      gives: z.strictObject({ organisations: z.array(organisation), next }),
    }),
  },
  '/api/directory/settings': {
    get: operation('The house’s own periods', { gives: settings }),
    put: operation('Set the house’s own periods, as its operator', { takes: settings, gives: settings }),
  },
  '/api/directory/{org}': {
    get: operation('One organisation: how it was verified, its keys and domains, what is said of it', {
      gives: z.strictObject({
        organisation,
        earlier: z.array(verification),
        keys: z.array(key),
        domains: z.array(domain),
        attestations: z.array(kept.extend({ counts: z.boolean(), otherKey: z.boolean() })),
      }),
      names: true,
    }),
  },
  '/api/directory/{org}/verifications': {
    post: operation('Put down how an organisation was verified', {
      takes: newVerification,
      gives: verification,
      status: 201,
      names: true,
    }),
  },
  '/api/directory/{org}/domains': {
    post: operation('Name a domain it writes from', { takes: newDomain, status: 204, names: true }),
  },
  '/api/directory/{org}/domains/{domain}': {
    delete: operation('It does not write from this domain', { status: 204, names: true }),
  },
  '/api/directory/{org}/attestations': {
    post: operation('Say of an organisation, signed, what was found out here, and send that to others', {
      takes: newAttestation,
      gives: kept,
      status: 201,
      names: true,
    }),
  },
  '/api/directory/{org}/beliefs': {
    post: operation('Let its word count here', { takes: newBelief, status: 204, names: true }),
    delete: operation('Its word counts here no longer', { takes: newBelief, status: 204, names: true }),
  },
  '/api/attestations': {
    get: operation('What one’s organisation said of others, and was told of them', {
      query: paging,
      gives: z.strictObject({ attestations: z.array(kept), next }),
    }),
  },
  '/api/attestations/{attestation}': {
    delete: operation('Take a statement back, everywhere it was sent', { takes: why, status: 204, names: true }),
  },
  '/api/beliefs': {
    get: operation('Whose word counts for one’s organisation', {
      query: paging,
      gives: z.strictObject({ believed: z.array(believed), next }),
    }),
  },
  '/api/peers/{org}': {
    delete: operation('Believe nothing any more that this organisation signs', { takes: newRevocation, status: 204 }),
  },
}
