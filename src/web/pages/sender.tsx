import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { counterparts } from '../../exchange/index.ts'
import { recordCallBack, senderDesk, verifySender } from '../../requests/index.ts'
import { takeIn } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import { SenderPage } from '../sender/sender-page.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { urls } from '../urls.ts'
import type { RunningParts } from './running.tsx'

const one = '/requests/:id{request_[0-9a-z]+}/sender'

/** The verification desk of a request that came here: who sent it, the call back, the decision and the second check. */
export function senderPages({ db, law, now }: RunningParts) {
  const setting = { law, now }
  const show = async (c: Context<Env>, tried?: TriedSheet) => {
    const actor = actorIn(c, 'request.read')
    const { reader, formToken: token } = c.var
    const desk = await senderDesk(db, actor.org, c.req.param('id') ?? '', setting)
    const { request } = desk
    const sheet = { reader, token, tried, address: (act: string) => urls.senderAct(request.id, act) }
    const names = new Map((await counterparts(db)).map((other) => [other.org, other]))
    const may = isPermitted(actor, 'sender.verify')
    return c.render(<SenderPage {...{ desk, actor, may, names, sheet, now: now() }} done={c.req.query('done')} />, {
      title: `${reader.t.sender.title}${reader.colon}${request.title}`,
      current: 'requests',
    })
  }
  return new Hono<Env>()
    .get(one, (c) => show(c))
    .post(`${one}/:act{call|decision}`, async (c) => {
      const actor = actorIn(c, 'sender.verify')
      const { id, act } = c.req.param()
      return takeIn(
        c,
        { db, now, actor, reader: c.var.reader, act, about: id },
        (tx, given) =>
          act === 'call'
            ? recordCallBack(
                tx,
                actor,
                id,
                { number: given.one('number'), call: given.one('call'), says: given.one('says') },
                setting,
              )
            : verifySender(tx, actor, id, { finding: given.one('finding'), reason: given.one('reason') }, setting),
        urls.sender(id),
        (tried) => show(c, tried),
      )
    })
}
