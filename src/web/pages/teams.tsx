import { type Context, Hono } from 'hono'
import { findOrganisation, type InstanceSecret, sealingIdentities } from '../../accounts/index.ts'
import { DomainError } from '../../base/errors.ts'
import { counterparts } from '../../exchange/index.ts'
import {
  endTeam, findShared, findTeam, listTeams, proposeTeam, shareInTeam, signTeam, type Team, teamRoutes,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import { type Blobs, verifiedItems } from '../../vault/index.ts'
import { complaintsIn } from '../refusal.ts'
import { takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { NewTeamPage } from '../teams/new-team.tsx'
import { TeamList } from '../teams/team-list.tsx'
import { TeamPage } from '../teams/team-page.tsx'
import { urls, withQuery } from '../urls.ts'
import { statuses } from './error.tsx'
import type { RunningParts } from './running.tsx'

export interface TeamParts extends RunningParts {
  readonly blobs: Blobs
  readonly secret: InstanceSecret
}

const one = '/teams/:id{team_[0-9a-z]+}'

/** Joint investigation teams: proposed, signed by message, evidence shared in them, ended. */
export function teamPages({ db, blobs, secret, law, now }: TeamParts) {
  const setting = { law, now }
  const routes = () => teamRoutes(law)

  const showNew = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.draft')
    const { reader, formToken: token } = c.var
    const own = await findOrganisation(db, actor.org)
    const directory = (await counterparts(db)).filter(
      ({ org, seats }) =>
        org !== own.id && seats.some((seat) => seat === 'authority' || seat === 'central' || seat === 'court'),
    )
    const sheet = { reader, token, tried, address: () => urls.newTeam }
    return c.render(<NewTeamPage {...{ own, directory, routes: routes(), sheet }} author={actor.name} />, {
      title: reader.t.teams.new,
      current: 'requests',
    })
  }

  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const team = await findTeam(db, actor.org, c.req.param('id') ?? '')
    const shared = await findShared(db, actor.org, team.id)
    const items = (await verifiedItems(db, actor.org)).filter(
      ({ sha256 }) => !shared.some((one) => one.sha256 === sha256),
    )
    const sheet = { reader, token, tried, address: (act: string) => urls.teamAct(team.id, act) }
    return c.render(<TeamPage {...{ team, shared, items, actor, law, sheet }} done={c.req.query('done')} />, {
      title: team.title,
      current: 'requests',
    })
  }

  return new Hono<Env>()
    .get(urls.teams, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { reader } = c.var
      const teams = await listTeams(db, actor.org)
      return c.render(<TeamList {...{ teams, actor, reader }} />, { title: reader.t.teams.title, current: 'requests' })
    })
    .get(urls.newTeam, (c) => showNew(c))
    .post(urls.newTeam, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const own = await findOrganisation(db, actor.org)
      const directory = await counterparts(db)
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act: 'propose', about: own.id },
        (tx, given) => {
          const people = (org: string) =>
            given
              .one(`people.${org}`)
              .split('\n')
              .map((line) => line.trim())
              .filter(Boolean)
          const others = directory.filter(({ org }) => org !== own.id && people(org).length > 0)
          const members = [own.id, ...others.map(({ org }) => org)].map((org) => {
            const { name, state } = others.find((other) => other.org === org) ?? own
            return { org, name, state, people: people(org) }
          })
          const [title, purpose, rule] = [given.one('title'), given.one('purpose'), given.one('rule')]
          const [from, to, leader] = [given.one('from'), given.one('to'), given.one('leader')]
          return proposeTeam(tx, actor, { title, purpose, rule, from, to, leader, members }, setting)
        },
        (made) => withQuery(urls.team((made as Team).id), { done: 'propose' }),
        (tried) => showNew(c, tried),
      )
    })
    .get(one, (c) => show(c))
    .post(`${one}/:act{sign|end}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id, act } = c.req.param()
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: id },
        (tx, given) =>
          act === 'sign'
            ? signTeam(tx, actor, id, setting)
            : endTeam(tx, actor, id, { reason: given.one('reason') }, setting),
        urls.team(id),
        (tried) => show(c, tried),
      )
    })
    .post(`${one}/share`, async (c) => {
      const actor = actorIn(c, 'evidence.open')
      const { id } = c.req.param()
      const given = await formIn(c)
      const team = await findTeam(db, actor.org, id)
      const identity = await sealingIdentities(db, secret, actor.org)
      const others = new Set(team.members.map(({ org }) => org).filter((org) => org !== actor.org))
      const recipients = (await counterparts(db)).filter(({ org }) => others.has(org)).map(({ sealing }) => sealing)
      const input = { item: given.get('share.item') ?? '', note: given.get('share.note') ?? '' }
      try {
        await shareInTeam({ db, blobs, now }, actor, id, input, { identity, recipients }, setting)
        return c.redirect(withQuery(urls.team(id), { done: 'share' }), 303)
      } catch (error) {
        const complaints = complaintsIn(error, c.var.reader, (path) => `share.${path || 'item'}`)
        if (error instanceof DomainError) c.status(statuses[error.kind])
        return show(c, { act: 'share', given, complaints })
      }
    })
}
