import { type Context, Hono } from 'hono'
import {
  addTo,
  findLinks,
  findMatter,
  findRequest,
  type LinkKind,
  link,
  listRequests,
  narrow,
  type Request,
} from '../../requests/index.ts'
import { LinkingPage } from '../requests/linking/linking-page.tsx'
import { takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls, withQuery } from '../urls.ts'
import type { RunningParts } from './running.tsx'

const one = '/requests/:id{request_[0-9a-z]+}/linking'

/** Narrowing a request, adding to it, and linking it to others. */
export function linkingPages({ db, law, now }: RunningParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    const { request } = story
    const links = await findLinks(db, actor.org, [request.id])
    const ofMatter = request.matter ? await listRequests(db, actor.org, { matter: request.matter }) : []
    const named = new Set(links.flatMap((one) => [one.request, one.other]))
    const missing = [...named].filter((id) => id !== request.id && !ofMatter.some((known) => known.id === id))
    const others = [...ofMatter, ...(await Promise.all(missing.map((id) => findRequest(db, actor.org, id))))]
    const matter = request.matter ? await findMatter(db, actor.org, request.matter) : undefined
    const sheet = { reader, token, tried, address: (act: string) => urls.linkingAct(request.id, act) }
    return c.render(<LinkingPage {...{ story, links, others, matter, sheet }} done={c.req.query('done')} />, {
      title: `${reader.t.linking.title}${reader.colon}${request.title}`,
      current: 'requests',
    })
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{narrow|add|link}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id, act } = c.req.param()
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: id },
        (tx, given) => {
          if (act === 'narrow') {
            const [from, to] = [given.one('from'), given.one('to')]
            const input = {
              without: given.all('without'),
              reason: given.one('reason'),
              ...((from || to) && { period: { from, to } }),
            }
            return narrow(tx, actor, id, input, setting)
          }
          if (act === 'add') {
            const as = given.one('as') as 'supplements' | 'replaces'
            return addTo(tx, actor, id, { as, data: given.all('data') }, setting)
          }
          return link(tx, actor, id, { kind: given.one('kind') as LinkKind, other: given.one('other') }, setting)
        },
        act === 'add' ? (made) => withQuery(urls.request((made as Request).id), { done: 'draft' }) : urls.linking(id),
        (tried) => show(c, tried),
      )
    })
}
