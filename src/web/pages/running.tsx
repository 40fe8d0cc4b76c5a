import { type Context, Hono } from 'hono'
import { findOrganisation } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { type Counterpart, counterparts } from '../../exchange/index.ts'
import type { LawBase, MeasureKind, RouteFinding } from '../../law/index.ts'
import {
  confirmFollowing, endMeasure, findMatter, findRequest, listRequests, type Matter, type Party, preservationsFor, preserveFirst,
  type Request, renew, runningOn, setMeasure,
} from '../../requests/index.ts' // biome-ignore format: one line of words
import { likeliest, partyFrom, rolesIn } from '../drafting/roles.ts'
import { FirstPage } from '../requests/running/first-page.tsx'
import { type Given, takeIn } from '../requests/running/perform.ts'
import { RunningPage } from '../requests/running/running-page.tsx'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'

export interface RunningParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const one = '/requests/:id{request_[0-9a-z]+}/running'
const first = '/matters/:id{matter_[0-9a-z]+}/preservations'

/** What runs on a request, and the ways to preserve first. */
export function runningPages({ db, law, now }: RunningParts) {
  const setting = { law, now }

  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    const { request } = story
    const running = await runningOn(db, actor.org, request.id, setting)
    const ofMatter = request.matter ? await listRequests(db, actor.org, { matter: request.matter }) : []
    const followers = ofMatter.filter(({ id, leftAt }) => id !== request.id && leftAt !== undefined)
    const sheet = { reader, token, tried, address: (act: string) => urls.runningAct(request.id, act) }
    return c.render(<RunningPage {...{ story, running, followers, law, sheet }} done={c.req.query('done')} />, {
      title: `${reader.t.running.title}${reader.colon}${request.title}`,
      current: 'requests',
    })
  }

  const showFirst = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.draft')
    const { reader, formToken: token } = c.var
    const matter = await findMatter(db, actor.org, c.req.param('id') ?? '')
    const id = tried?.given.get('first.beside') ?? c.req.query('beside')
    const beside = id ? await findRequest(db, actor.org, id) : undefined
    const routes = preservationsFor(matter.facts, setting)
    const sheet = { reader, token, tried, address: () => urls.preservations(matter.id) }
    return c.render(<FirstPage {...{ matter, routes, beside, law, sheet }} />, {
      title: `${reader.t.running.first.title}${reader.colon}${matter.title}`,
      current: 'matters',
    })
  }

  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{renew|set|end|confirm}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id, act } = c.req.param()
      const at = { db, now, actor, reader: c.var.reader, act, about: id }
      return takeIn(
        c,
        at,
        (tx, given) => {
          const measure = given.one('measure') as MeasureKind
          const until = given.one('until')
          const input = { measure, reason: given.one('reason'), ...(until && { until }) }
          if (act === 'renew') return renew(tx, actor, id, input, setting)
          if (act === 'set') return setMeasure(tx, actor, id, input, setting)
          if (act === 'end') return endMeasure(tx, actor, id, input, setting)
          return confirmFollowing(tx, actor, id, { following: given.one('following') }, setting)
        },
        urls.running(id),
        (tried) => show(c, tried),
      )
    })
    .get(first, (c) => showFirst(c))
    .post(first, async (c) => {
      const actor = actorIn(c, 'request.draft')
      const { id } = c.req.param()
      const matter = await findMatter(db, actor.org, id)
      const at = { db, now, actor, reader: c.var.reader, act: 'first', about: id }
      const own = await findOrganisation(db, actor.org)
      const directory = await counterparts(db)
      return takeIn(
        c,
        at,
        async (tx, given) => {
          const besideId = given.one('beside')
          const beside = besideId ? await findRequest(tx, actor.org, besideId) : undefined
          const choice = choiceIn(given)
          const finding = preservationsFor(matter.facts, setting).find((route) => fits(route, choice))
          const parties = finding ? partiesFor(finding, matter, own, directory, beside) : []
          return preserveFirst(tx, actor, id, { ...choice, parties, ...(besideId && { beside: besideId }) }, setting)
        },
        (made) => withQuery(urls.request((made as Request).id), { done: 'draft' }),
        (tried) => showFirst(c, tried),
      )
    })
}

interface Choice {
  readonly rule: string
  readonly to: string | undefined
  readonly data: readonly string[]
}

const choiceIn = (given: Given): Choice => ({
  rule: given.one('rule'),
  to: given.one('to') || undefined,
  data: given.all('data'),
})

const fits = ({ rule, to, data }: RouteFinding, choice: Choice): boolean =>
  rule === choice.rule && (to ?? '') === (choice.to ?? '') && choice.data.some((id) => data.includes(id))

/** Who takes part: as in the slower request where that says it, else who most likely does. */
function partiesFor(
  finding: RouteFinding,
  { facts }: Matter,
  own: Parameters<typeof rolesIn>[1],
  directory: readonly Counterpart[],
  beside: Request | undefined,
): Party[] {
  return rolesIn([finding], own, directory).flatMap((role): Party[] => {
    const known = beside?.parties.find(({ seat, state }) => seat === role.seat && state === role.state)
    const org = known?.org ?? likeliest(role, facts)
    const found = role.candidates.find((one) => one.org === org)
    return found ? [partyFrom(found, role)] : []
  })
}
