import { type Context, Hono } from 'hono'
import { isPermitted } from '../../accounts/index.ts'
import { signedFor, thatHold } from '../../exchange/index.ts'
import { categories } from '../../law/index.ts'
import {
  alarmsOver, drawSample, findHidden, findMandates, findPlan, fixPlan, type Inspection, isInForce, type KeptPlan, marks, openInspection, type Part,
} from '../../oversight/index.ts' // biome-ignore format: words
import { sentToSave } from '../evidence/sent.ts'
import { type Desk, linesIn } from '../oversight/desk.tsx'
import { NewPlan, PlanView } from '../oversight/plan.tsx'
import { Alarms, HiddenView, Inspect } from '../oversight/reports.tsx'
import { at } from '../oversight/urls.ts'
import type { Given } from '../requests/running/perform.ts'
import type { TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { withQuery } from '../urls.ts'

const plans = '/oversight/plans/:id{plan_[0-9a-z]+}'
const over = '/oversight/over/:org{org_[0-9a-z]+}'

/** What an overseer can look at of one organisation: alarms, what it signed for to others, samples. */
export function samplePages({ db, secret, now, today, names, inTransaction, render, sheetOf, form }: Desk) {
  const showOver = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.inspect')
    const { reader } = c.var
    const { oversight: t } = reader.t
    const org = c.req.param('org') ?? ''
    const title = t.over((await names()).get(org) ?? org)
    const sheet = sheetOf(c, tried, (act) => `${at.over(org)}/${act}`)
    const [mandate] = (await findMandates(db, { overseer: actor.org, overseen: org })).filter((one) => isInForce(one, today()))
    const ways = [[at.alarms(org), t.toAlarms], [at.hidden(org), t.toComparison], [at.reassessment(org), t.toReassessment]] as const // biome-ignore format: a row
    const children = (
      <div class="flow flow-wide">
        {mandate ? <p>{mandate.basis}</p> : <p>{t.notInForce}</p>}
        <section class="flow" aria-labelledby="ways">
          <h2 id="ways">{t.waysIn}</h2>
          <ul class="cluster plain no-print">
            {ways.map(([href, text]) => (
              <li>
                <a class="button button-second" href={href}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </section>
        {mandate && isPermitted(actor, 'oversight.inspect') && (
          <>
            <NewPlan sheet={sheet} from={now().subtract({ hours: 24 * 365 }).toString().slice(0, 10)} until={today()} />
            <Inspect sheet={sheet} files={[]} />
          </>
        )}
      </div>
    )
    return render(c, { title, tried, children })
  } // biome-ignore format: short

  const openFiles = (c: Context<Env>, show: (tried: TriedSheet) => Response | Promise<Response>) => {
    const overseen = c.req.param('org') ?? ''
    const actor = actorIn(c, 'oversight.inspect')
    const does = (tx: Parameters<typeof openInspection>[0], given: Given) =>
      openInspection(tx, actor, { overseen, title: given.one('title'), cause: given.one('cause'), requests: linesIn(given.one('requests')) }, now())
    return form(c, 'inspection', does, (made) => withQuery(at.inspection((made as Inspection).id), { done: 'inspection' }), show)
  } // biome-ignore format: short

  const showAlarms = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.inspect')
    const { oversight: t } = c.var.reader.t
    const org = c.req.param('org') ?? ''
    const alarms = await inTransaction().execute((tx) => alarmsOver(tx, actor, org, now()))
    const sheet = sheetOf(c, tried, (act) => `${at.over(org)}/${act}`)
    const crumb = { text: t.over((await names()).get(org) ?? org), href: at.over(org) }
    return render(c, { title: t.alarms.title, lead: t.alarms.lead, crumb, tried, children: <Alarms alarms={alarms} sheet={sheet} /> })
  } // biome-ignore format: short

  const showPlan = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.inspect')
    const kept = await findPlan(db, actor.org, c.req.param('id') ?? '')
    const sheet = sheetOf(c, tried, (act) => `${at.plan(kept.id)}/${act}`)
    const lead = c.var.reader.t.oversight.over((await names()).get(kept.overseen) ?? kept.overseen)
    return render(c, { title: kept.plan.title, lead, tried, children: <PlanView kept={kept} sheet={sheet} /> })
  } // biome-ignore format: short

  return new Hono<Env>()
    .get(over, (c) => showOver(c))
    .post(`${over}/plan`, (c) => {
      const overseen = c.req.param('org')
      const fix = (tx: Parameters<typeof fixPlan>[0], given: Given) => {
        const plan = { overseen, title: given.one('title'), parts: partsIn(given), from: given.one('from'), until: given.one('until') } // biome-ignore format: a row
        return fixPlan(tx, actorIn(c), plan, { secret, now: now() })
      }
      return form(c, 'plan', fix, (made) => withQuery(at.plan((made as KeptPlan).id), { done: 'plan' }), (tried) => showOver(c, tried)) // biome-ignore format: a row
    })
    .post(`${over}/inspection`, (c) => openFiles(c, (tried) => showOver(c, tried)))
    .get(`${over}/alarms`, (c) => showAlarms(c))
    .get(`${over}/comparison`, async (c) => {
      const actor = actorIn(c, 'oversight.inspect')
      const { reader } = c.var
      const { oversight: t } = reader.t
      const org = c.req.param('org')
      const known = await names()
      // The other half is read under a mandate of its own.
      const others = (await findMandates(db, { overseer: actor.org })).filter((one) => isInForce(one, today()) && one.overseen !== org)
      const compared = [...new Set(others.map(({ overseen }) => overseen))]
      const signed = (await Promise.all(compared.map((other) => signedFor(db, other, org)))).flat()
      const held = await thatHold(db, signed)
      const hidden = await inTransaction().execute((tx) => findHidden(tx, actor, org, held, now()))
      const crumb = { text: t.over(known.get(org) ?? org), href: at.over(org) }
      const children = <HiddenView hidden={hidden} names={known} compared={compared} reader={reader} />
      return render(c, { title: t.hidden.title, lead: t.hidden.lead, crumb, tried: undefined, children })
    }) // biome-ignore format: short
    .get(plans, (c) => showPlan(c))
    .get(`${plans}/sample.json`, async (c) => {
      const actor = actorIn(c, 'oversight.inspect')
      const { sample } = await findPlan(db, actor.org, c.req.param('id'))
      if (!sample) return c.notFound()
      const bytes = new TextEncoder().encode(JSON.stringify(sample))
      return sentToSave(c, { name: 'sample.json', mediaType: 'application/json', bytes })
    })
    .post(`${plans}/draw`, (c) => {
      const { id } = c.req.param()
      return form(c, 'draw', (tx) => drawSample(tx, actorIn(c), id, { secret, now: now() }), at.plan(id), (tried) => showPlan(c, tried)) // biome-ignore format: a row
    })
    .post(`${plans}/inspection`, (c) => {
      const { id: plan } = c.req.param()
      const does = (tx: Parameters<typeof openInspection>[0], given: Given) => openInspection(tx, actorIn(c), { plan, title: given.one('title') }, now()) // biome-ignore format: a row
      return form(c, 'inspection', does, (made) => withQuery(at.inspection((made as Inspection).id), { done: 'inspection' }), (tried) => showPlan(c, tried)) // biome-ignore format: a row
    })
}

/** What a number was given for; marks and category say nothing without one. */
function partsIn({ one, all }: Given): Part[] {
  const number = (name: string) => (one(name) === '' ? 0 : Number(one(name)))
  const category = categories.find((each) => each === one('which'))
  return [
    { by: 'emergency' as const, number: number('emergency') },
    { by: 'risk' as const, number: number('risk'), marks: marks.filter((mark) => all('marks').includes(mark)) },
    ...(category ? [{ by: 'category' as const, number: number('category'), category }] : []),
    { by: 'random' as const, number: number('random') },
  ].filter((part) => part.number !== 0)
}
