import { type Context, Hono } from 'hono'
import { isPermitted, listOrganisations } from '../../accounts/index.ts'
import {
  carryOutOrder, closeOrder, endMandate, findMandates, findOrder, giveMandate, type Inspection, listDisclosures, listFindings, listInspections,
  listOrders, listPlans, reassessmentOf, reassessmentOver, replyTo,
} from '../../oversight/index.ts' // biome-ignore format: words
import { sentToSave } from '../evidence/sent.ts'
import { deskOf, type OversightParts } from '../oversight/desk.tsx'
import { Disclosures, FindingCard, Orders } from '../oversight/findings.tsx'
import { OrderView } from '../oversight/order.tsx'
import { GiveMandate, Mandates } from '../oversight/overview.tsx'
import { Plans } from '../oversight/plan.tsx'
import { Reassessment } from '../oversight/reports.tsx'
import { at } from '../oversight/urls.ts'
import type { Given } from '../requests/running/perform.ts'
import { Prose, SheetForm, type TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { csvText } from '../statistics/csv.ts'
import { Status } from '../ui/status.tsx'
import { inspectionPages } from './oversight-inspections.tsx'
import { samplePages } from './oversight-samples.tsx'

const orders = '/oversight/orders/:id{order_[0-9a-z]+}'
const over = '/oversight/over/:org{org_[0-9a-z]+}'

/** Oversight from both its sides: mandates, samples, inspections, findings, orders, alarms, what runs. */
export function oversightPages(parts: OversightParts) {
  const desk = deskOf(parts)
  const { db, law, now, setting, today, names, inTransaction, render, sheetOf, form } = desk

  const showAll = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.read')
    const { reader } = c.var
    const { oversight: t } = reader.t
    const [known, day] = [await names(), today()]
    const shown = { names: known, day, reader }
    if (isPermitted(actor, 'mandate.give')) {
      const sheet = sheetOf(c, tried, (act) => `${at.all}/mandates/${act}`)
      const organisations = await listOrganisations(db)
      const children = (
        <div class="flow flow-wide">
          <Mandates {...shown} mandates={await findMandates(db)} sheet={sheet} />
          <GiveMandate sheet={sheet} organisations={organisations} />
        </div>
      )
      return render(c, { title: t.title, lead: t.leadOperator, tried, children })
    }
    const orders = await listOrders(db, actor.org)
    const findings = await listFindings(db, actor.org)
    if (actor.seat !== 'overseer') {
      const sheet = sheetOf(c, tried, (act) => `${at.finding(act.replace('reply-', ''))}/reply`)
      const children = (
        <div class="flow flow-wide">
          <Orders orders={orders} day={day} reader={reader} />
          <section class="flow" aria-labelledby="findings">
            <h2 id="findings">{t.findings}</h2>
            {findings.length === 0 && <p class="soft">{t.noFindings}</p>}
            <ul class="plain flow">
              {findings.map((finding) => (
                <FindingCard finding={finding} reader={reader}>
                  {!finding.reply && isPermitted(actor, 'oversight.answer') && (
                    <SheetForm sheet={sheet} act={`reply-${finding.id}`} title={t.reply.title} button={t.reply.button}>
                      <Prose sheet={sheet} act={`reply-${finding.id}`} name="says" label={t.reply.says} />
                    </SheetForm>
                  )}
                </FindingCard>
              ))}
            </ul>
          </section>
          <Disclosures disclosures={await listDisclosures(db, actor.org)} reader={reader} />
          <Mandates {...shown} mandates={await findMandates(db, { overseen: actor.org })} />
          <p>
            <a href={at.reassessment()}>{t.toReassessment}</a>
          </p>
        </div>
      )
      return render(c, { title: t.title, lead: t.leadOverseen, tried, children })
    }
    const children = (
      <div class="flow flow-wide">
        <Mandates {...shown} mandates={await findMandates(db, { overseer: actor.org })} mine />
        <Plans plans={await listPlans(db, actor.org)} names={known} reader={reader} />
        <section class="flow" aria-labelledby="inspections">
          <h2 id="inspections">{t.inspections}</h2>
          <Inspections inspections={await listInspections(db, actor.org)} />
        </section>
        <Orders orders={orders} day={day} reader={reader} />
      </div>
    )
    return render(c, { title: t.title, lead: t.lead, tried, children })

    function Inspections({ inspections: all }: { inspections: readonly Inspection[] }) {
      if (all.length === 0) return <p class="soft">{t.noInspections}</p>
      return (
        <ul class="plain lines">
          {all.map(({ id, title, overseen, opened, closed }) => (
            <li class="between">
              <span>
                <a href={at.inspection(id)}>{title}</a>{' '}
                <span class="small soft">
                  {known.get(overseen) ?? overseen} · {reader.instant(opened.at)}
                </span>
              </span>
              <Status tone={closed ? 'closed' : 'approval'} word={closed ? t.closed : t.open} />
            </li>
          ))}
        </ul>
      )
    }
  }

  const showOrder = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.read')
    const { oversight: t } = c.var.reader.t
    const order = await findOrder(db, actor.org, c.req.param('id') ?? '')
    const may = isPermitted(actor, order.side === 'overseer' ? 'oversight.inspect' : 'oversight.answer')
    const sheet = sheetOf(c, tried, (act) => `${at.order(order.id)}/${act}`)
    return render(c, { title: t.kinds[order.kind], tried, children: <OrderView order={order} day={today()} may={may} sheet={sheet} /> })
  } // biome-ignore format: short

  const showRunning = async (c: Context<Env>) => {
    const { oversight: t } = c.var.reader.t
    const found = await running(c)
    const href = `${c.req.path}.csv`
    const children = (
      <div class="flow flow-wide">
        <Reassessment lines={found} law={law} reader={c.var.reader} />
        <p class="no-print">
          <a class="button button-second" href={href}>
            {t.reassessment.csv}
          </a>
        </p>
      </div>
    )
    return render(c, { title: t.reassessment.title, lead: t.reassessment.lead, tried: undefined, children })
  }
  const running = (c: Context<Env>) => {
    const actor = actorIn(c, 'oversight.read')
    const org = c.req.param('org')
    if (org === undefined) return reassessmentOf(db, actor, now())
    return inTransaction().execute((tx) => reassessmentOver(tx, actor, org, now()))
  }
  const runningCsv = async (c: Context<Env>) => {
    const head = ['of', 'id', 'title', 'what', 'cite', 'since', 'next', 'by', 'at', 'why', 'times']
    const rows = (await running(c)).map(({ of, id, title, what, cite, since, next = '', by, times }) => [
      ...[of, id, title, what, cite, since, next, by?.name ?? '', by?.at ?? '', by?.why ?? '', String(times)],
    ])
    const bytes = new TextEncoder().encode(csvText([head, ...rows]))
    return sentToSave(c, { name: 'reassessment.csv', mediaType: 'text/csv; charset=utf-8', bytes })
  }

  return new Hono<Env>()
    .route('/', samplePages(desk))
    .route('/', inspectionPages(desk))
    .get(at.all, (c) => showAll(c))
    .post(`${at.all}/mandates/mandate`, (c) =>
      form(
        c,
        'mandate',
        (tx, given) => giveMandate(tx, actorIn(c), { ...mandateIn(given) }, now()),
        at.all,
        (tried) => showAll(c, tried),
      ),
    )
    .post(`${at.all}/mandates/:act{end-mandate_[0-9a-z]+}`, (c) => {
      const { act } = c.req.param()
      const id = act.slice('end-'.length)
      return form(c, act, (tx, given) => endMandate(tx, actorIn(c), id, { reason: given.one('reason') }, now()), at.all, (tried) => showAll(c, tried)) // biome-ignore format: a row
    })
    .post(`${at.all}/findings/:id{finding_[0-9a-z]+}/reply`, (c) => {
      const { id } = c.req.param()
      const act = `reply-${id}`
      return form(c, act, (tx, given) => replyTo(tx, actorIn(c), id, { says: given.one('says') }, now()), at.all, (tried) => showAll(c, tried)) // biome-ignore format: a row
    })
    .get(`${over}/reassessment`, (c) => showRunning(c))
    .get(`${over}/reassessment.csv`, (c) => runningCsv(c))
    .get(at.reassessment(), (c) => showRunning(c))
    .get(`${at.reassessment()}.csv`, (c) => runningCsv(c))
    .get(orders, (c) => showOrder(c))
    .post(`${orders}/:act{carry|close}`, (c) => {
      const { id, act } = c.req.param()
      const actor = actorIn(c, 'oversight.read')
      const does = (tx: Parameters<typeof closeOrder>[0], given: Given) =>
        act === 'carry'
          ? carryOutOrder(tx, actor, id, { note: given.one('note') }, setting)
          : closeOrder(tx, actor, id, { reason: given.one('reason') }, setting)
      return form(c, act, does, at.order(id), (tried) => showOrder(c, tried))
    })
}

/** So many are looked at before a share says anything, over so many days. */
const LEAST = 10
const YEAR = 365

function mandateIn({ one }: Given) {
  const number = (name: string) => (one(name) === '' ? undefined : Number(one(name)))
  const [share, other, opened] = [number('emergencies'), number('other'), number('opened')]
  const until = one('until')
  return {
    ...{ overseer: one('overseer'), overseen: one('overseen'), basis: one('basis'), from: one('from') },
    ...(until && { until }),
    limits: {
      ...(share !== undefined && { emergencies: { share, days: YEAR, least: LEAST } }),
      ...(other !== undefined && { otherUses: { share: other, least: LEAST } }),
      ...(opened !== undefined && { openedAfterDays: opened }),
    },
  }
}
