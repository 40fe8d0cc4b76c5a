import { type Context, Hono } from 'hono'
import { findEmergency, signatureFor, signEmergency, stateEmergency } from '../../requests/index.ts'
import { EmergencyPage } from '../requests/emergency/emergency-page.tsx'
import { takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import { storyOf } from '../requests/story.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls } from '../urls.ts'
import type { RunningParts } from './running.tsx'

const one = '/requests/:id{request_[0-9a-z]+}/emergency'

/** The emergency lane of a request: its ground, who signs for it, what follows. */
export function emergencyPages({ db, law, now }: RunningParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const story = await storyOf(db, actor, c.req.param('id') ?? '', setting)
    const { request } = story
    const emergency = await findEmergency(db, request.id)
    const sheet = { reader, token, tried, address: (act: string) => urls.emergencyAct(request.id, act) }
    const signature = signatureFor(law, request)
    return c.render(<EmergencyPage {...{ story, emergency, signature, law, sheet }} done={c.req.query('done')} />, {
      title: `${reader.t.emergency.title}${reader.colon}${request.title}`,
      current: 'requests',
    })
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{state|sign}`, async (c) => {
      const actor = actorIn(c, 'request.read')
      const { id, act } = c.req.param()
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: id },
        (tx, given) =>
          act === 'state'
            ? stateEmergency(tx, actor, id, { grounds: given.one('grounds') }, setting)
            : signEmergency(tx, actor, id, setting),
        act === 'state' ? urls.request(id) : urls.emergency(id),
        (tried) => show(c, tried),
      )
    })
}
