import { Hono } from 'hono'
import { z } from 'zod'
import { type Actor, permit, sealingIdentities } from '../accounts/index.ts'
import { parseId } from '../base/ids.ts'
import type { Tx } from '../db/index.ts'
import { findCounterpart } from '../exchange/index.ts'
import {
  endTeam, findShared, findTeam, listTeams, once, proposeTeam, type Setting, shareInTeam, signTeam, type Team,
} from '../requests/index.ts' // biome-ignore format: one line of words
import type { Vault } from '../vault/index.ts'
import { operation } from './operation.ts'
import { next, pageOfAll, paging } from './paging.ts'
import { readBody } from './read.ts'
import type { WhoAsks } from './sign-in.ts'

const line = z.string().max(300)
const prose = z.string().max(100_000)
const day = z.iso.date()
const newTeam = z.strictObject({
  title: line,
  purpose: prose,
  rule: line.meta({ description: 'A route of the law that sets up a team' }),
  from: day,
  to: day,
  leader: line,
  members: z
    .array(z.strictObject({ org: line, people: z.array(line).min(1).max(200) }))
    .min(2)
    .max(50),
})
const sharing = z.strictObject({ item: line, note: prose })
const ending = z.strictObject({ reason: prose })

export interface TeamParts extends Omit<Vault, 'now'> {
  readonly secret: Parameters<typeof sealingIdentities>[1]
  readonly setting: Setting
  readonly whoAsks: WhoAsks
}

/** /api/teams: joint investigation teams, their agreement and what is shared in them. */
export function teams({ db, blobs, secret, setting, whoAsks }: TeamParts) {
  /** The same sent twice is done once, as it is for a request. */
  const write = (actor: Actor, about: string, act: string, input: unknown, work: (tx: Tx) => Promise<Team>) =>
    db.transaction().execute((tx) => once(tx, actor, { about, act, input }, setting.now, () => work(tx)))
  return new Hono()
    .get('/api/teams', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const { page, next } = pageOfAll(c, await listTeams(db, actor.org, 10_000), ({ id }) => id)
      return c.json({ teams: page, next })
    })
    .post('/api/teams', async (c) => {
      const actor = await whoAsks(c)
      const { members, ...input } = await readBody(c, newTeam)
      const named = await Promise.all(
        members.map(async ({ org, people }) => {
          const { name, state } = await findCounterpart(db, org)
          return { org, name, state, people }
        }),
      )
      const terms = { ...input, members: named }
      return c.json(
        await write(actor, actor.org, 'propose', terms, (tx) => proposeTeam(tx, actor, terms, setting)),
        201,
      )
    })
    .get('/api/teams/:id', async (c) => {
      const actor = await whoAsks(c)
      permit(actor, 'request.read')
      const team = await findTeam(db, actor.org, parseId('team', c.req.param('id')))
      return c.json({ team, shared: await findShared(db, actor.org, team.id) })
    })
    .post('/api/teams/:id/signatures', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('team', c.req.param('id'))
      await readBody(c, z.strictObject({}))
      return c.json(await write(actor, id, 'sign', {}, (tx) => signTeam(tx, actor, id, setting)), 201)
    })
    .post('/api/teams/:id/shared', async (c) => {
      const actor = await whoAsks(c)
      const team = await findTeam(db, actor.org, parseId('team', c.req.param('id')))
      const input = await readBody(c, sharing)
      const identity = await sealingIdentities(db, secret, actor.org)
      const others = team.members.filter(({ org }) => org !== actor.org)
      const recipients = await Promise.all(others.map(async ({ org }) => (await findCounterpart(db, org)).sealing))
      const vault = { db, blobs, now: setting.now }
      return c.json(await shareInTeam(vault, actor, team.id, input, { identity, recipients }, setting), 201)
    })
    .post('/api/teams/:id/end', async (c) => {
      const actor = await whoAsks(c)
      const id = parseId('team', c.req.param('id'))
      const input = await readBody(c, ending)
      return c.json(await write(actor, id, 'end', input, (tx) => endTeam(tx, actor, id, input, setting)), 201)
    })
}

const team = z.looseObject({ id: z.string(), state: z.enum(['proposed', 'running', 'ended']) })

export const teamPaths = {
  '/api/teams': {
    get: operation('The joint investigation teams we are in', {
      query: paging,
      gives: z.strictObject({ teams: z.array(team), next }),
    }),
    post: operation('Propose a team to those who are to be its members', { takes: newTeam, gives: team, status: 201 }),
  },
  '/api/teams/{id}': {
    get: operation('A team and what was shared in it', {
      gives: z.strictObject({ team, shared: z.array(z.looseObject({})) }),
      names: true,
    }),
  },
  '/api/teams/{id}/signatures': {
    post: operation('Sign the agreement for our organisation', {
      takes: z.strictObject({}),
      gives: team,
      status: 201,
      names: true,
    }),
  },
  '/api/teams/{id}/shared': {
    post: operation('Share a verified piece of evidence with every member', {
      takes: sharing,
      gives: team,
      status: 201,
      names: true,
    }),
  },
  '/api/teams/{id}/end': {
    post: operation('End a team before its time, as its leader', {
      takes: ending,
      gives: team,
      status: 201,
      names: true,
    }),
  },
}
