import { type Context, Hono } from 'hono'
import { type InstanceSecret, isPermitted, listOrganisations } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import { signedFor, thatHold } from '../../exchange/index.ts'
import type { LawBase } from '../../law/index.ts'
import { categories } from '../../law/index.ts'
import {
  alarmsOver, answerLine, carryOutOrder, closeInspection, closeOrder, drawSample, endMandate, findHidden, findInspection, findMandates,
  findOrder, findPlan, fixPlan, giveMandate, giveOrder, type Inspection, isInForce, type KeptPlan, listDisclosures, listFindings, listInspections,
  listOrders, listPlans, makeFinding, marks, openInspection, type Part, readInspected, reassessmentOf, reassessmentOver, replyTo,
} from '../../oversight/index.ts' // biome-ignore format: words
import { sentToSave } from '../evidence/sent.ts'
import { FileView } from '../oversight/file.tsx'
import { Disclosures, FindingCard, Orders } from '../oversight/findings.tsx'
import { OrderView } from '../oversight/order.tsx'
import { GiveMandate, Mandates } from '../oversight/overview.tsx'
import { NewPlan, Plans, PlanView } from '../oversight/plan.tsx'
import { Alarms, HiddenView, Inspect, Reassessment } from '../oversight/reports.tsx'
import { at } from '../oversight/urls.ts'
import { type Given, takeIn } from '../requests/running/perform.ts'
import { Prose, SheetForm, type TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { csvText } from '../statistics/csv.ts'
import { ErrorSummary } from '../ui/error-summary.tsx'
import { Notice } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { Status } from '../ui/status.tsx'
import { withQuery } from '../urls.ts'

interface OversightParts {
  readonly db: Db
  readonly law: LawBase
  readonly secret: InstanceSecret
  readonly now: Now
}

const inspections = '/oversight/inspections/:id{inspection_[0-9a-z]+}'
const file = `${inspections}/files/:request{request_[0-9a-z]+}` as const
const plans = '/oversight/plans/:id{plan_[0-9a-z]+}'
const orders = '/oversight/orders/:id{order_[0-9a-z]+}'
const over = '/oversight/over/:org{org_[0-9a-z]+}'

/** Oversight from both its sides: mandates, samples, inspections, findings, orders, alarms, what runs. */
export function oversightPages({ db, law, secret, now }: OversightParts) {
  const setting = { law, now }
  const today = () => now().toString().slice(0, 10)
  const names = async () => new Map((await listOrganisations(db)).map(({ id, name }) => [id, name]))
  const lines = (text: string) => text.split('\n').map((line) => line.trim()).filter(Boolean) // biome-ignore format: a row
  const inTransaction = db.transaction.bind(db)

  /** A page of oversight: where it stands, what was refused or done, and then its parts. */
  const render = (c: Context<Env>, { title, crumb, lead, tried, children }: { title: string; crumb?: { text: string; href: string }; lead?: string; tried: TriedSheet | undefined; children: unknown }) => {
    const { t } = c.var.reader
    const done = t.oversight.done[(c.req.query('done') ?? '').replace(/-.*/, '')]
    return c.render(
      <>
        {title !== t.oversight.title && (
          <Crumbs label={t.shell.breadcrumbs} crumbs={[{ text: t.oversight.title, href: at.all }, ...(crumb ? [crumb] : []), { text: title }]} />
        )}
        <ErrorSummary title={t.errors.title} errors={tried?.complaints ?? []} />
        <PageHead title={title} {...(lead && { lead })} />
        {done && !tried && (
          <Notice kind="done">
            <p>{done}</p>
          </Notice>
        )}
        {children}
      </>,
      { title, current: 'oversight' },
    )
  } // biome-ignore format: short
  const sheetOf = (c: Context<Env>, tried: TriedSheet | undefined, address: (act: string) => string) => ({
    ...{ reader: c.var.reader, token: c.var.formToken, tried, address },
  })
  const form = (
    c: Context<Env>,
    act: string,
    does: Parameters<typeof takeIn>[2],
    after: Parameters<typeof takeIn>[3],
    show: (tried: TriedSheet) => Response | Promise<Response>,
  ) => {
    const actor = actorIn(c, 'oversight.read')
    return takeIn(c, { db, now, actor, reader: c.var.reader, act, about: c.req.param('id') ?? actor.org }, does, after, show)
  } // biome-ignore format: short

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
      openInspection(tx, actor, { overseen, title: given.one('title'), cause: given.one('cause'), requests: lines(given.one('requests')) }, now())
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

  const showInspection = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.inspect')
    const { reader } = c.var
    const { oversight: t } = reader.t
    const one = await findInspection(db, actor.org, c.req.param('id') ?? '')
    const findings = await listFindings(db, actor.org, one.id)
    const sheet = sheetOf(c, tried, (act) => `${at.inspection(one.id)}/${act}`)
    const children = (
      <div class="flow flow-wide">
        <section class="flow">
          <p>
            {t.cause}: {one.cause}
          </p>
          <p class="small soft">
            {t.openedBy(one.opened.name, reader.instant(one.opened.at))}
            {one.closed && ` · ${t.closedBy(one.closed.name, reader.instant(one.closed.at))}`}
          </p>
        </section>
        <section class="flow" aria-labelledby="files">
          <h2 id="files">{t.files}</h2>
          <ul class="plain lines">
            {one.requests.map((id) => (
              <li class="between">
                <code>{id}</code>
                {!one.closed && (
                  <a class="button button-second no-print" href={at.file(one.id, id)}>
                    {t.read}
                    <span class="hidden-text"> {id}</span>
                  </a>
                )}
              </li>
            ))}
          </ul>
        </section>
        <section class="flow" aria-labelledby="findings">
          <h2 id="findings">{t.findings}</h2>
          {findings.length === 0 && <p class="soft">{t.noFindings}</p>}
          <ul class="plain flow">
            {findings.map((finding) => (
              <FindingCard finding={finding} reader={reader} />
            ))}
          </ul>
        </section>
        <Orders orders={await listOrders(db, actor.org, { inspection: one.id })} day={today()} reader={reader} />
        {!one.closed && (
          <section class="card now">
            <SheetForm top sheet={sheet} act="close" title={t.closing.title} about={t.closing.about} button={t.closing.button} />
          </section>
        )}
      </div>
    )
    return render(c, { title: one.title, lead: t.over((await names()).get(one.overseen) ?? one.overseen), tried, children })
  } // biome-ignore format: short

  const showFile = async (c: Context<Env>, tried?: TriedSheet): Promise<Response> => {
    const actor = actorIn(c, 'oversight.inspect')
    const { oversight: t } = c.var.reader.t
    const { id = '', request = '' } = c.req.param() as { id?: string; request?: string }
    const read = await inTransaction().execute((tx) => readInspected(tx, actor, id, request as never, setting))
    const sheet = sheetOf(c, tried, (act) => `${at.file(id, request)}/${act}`)
    const crumb = { text: read.inspection.title, href: at.inspection(id) }
    const title = read.told?.request.title ?? request
    return render(c, { title, lead: t.fileLead, crumb, tried, children: <FileView file={read} sheet={sheet} /> })
  } // biome-ignore format: short

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
    .get(`${over}/reassessment`, (c) => showRunning(c))
    .get(`${over}/reassessment.csv`, (c) => runningCsv(c))
    .get(at.reassessment(), (c) => showRunning(c))
    .get(`${at.reassessment()}.csv`, (c) => runningCsv(c))
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
    .get(inspections, (c) => showInspection(c))
    .post(`${inspections}/close`, (c) => {
      const { id } = c.req.param()
      return form(c, 'close', (tx) => closeInspection(tx, actorIn(c), id, now()), at.inspection(id), (tried) => showInspection(c, tried)) // biome-ignore format: a row
    })
    .get(file, (c) => showFile(c))
    .post(`${file}/:act{answer|finding|order}`, (c) => {
      const { id, request, act } = c.req.param()
      const actor = actorIn(c, 'oversight.inspect')
      const does = (tx: Parameters<typeof answerLine>[0], given: Given): Promise<unknown> => {
        const one = given.one
        if (act === 'answer') return answerLine(tx, actor, id, request as never, { line: one('line'), holds: one('holds'), note: one('note') }, now()) // biome-ignore format: a row
        if (act === 'finding') return makeFinding(tx, actor, id, { request, severity: one('severity'), says: one('says'), cites: lines(one('cites')) }, now()) // biome-ignore format: a row
        const due = one('due')
        return giveOrder(tx, actor, id, { request, kind: one('kind'), reason: one('reason'), basis: one('basis'), ...(due && { due }) }, now()) // biome-ignore format: a row
      }
      return form(c, act, does, at.file(id, request), (tried) => showFile(c, tried))
    })
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
