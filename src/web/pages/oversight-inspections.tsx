import { type Context, Hono } from 'hono'
import {
  answerLine, closeInspection, findInspection, giveOrder, listFindings, listOrders, makeFinding, readInspected,
} from '../../oversight/index.ts' // biome-ignore format: words
import { type Desk, linesIn } from '../oversight/desk.tsx'
import { FileView } from '../oversight/file.tsx'
import { FindingCard, Orders } from '../oversight/findings.tsx'
import { at } from '../oversight/urls.ts'
import type { Given } from '../requests/running/perform.ts'
import { SheetForm, type TriedSheet } from '../requests/running/sheet.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'

const inspections = '/oversight/inspections/:id{inspection_[0-9a-z]+}'
const file = `${inspections}/files/:request{request_[0-9a-z]+}` as const

/** Inspections: files read, lines answered, findings, orders, and the end of it. */
export function inspectionPages({ db, setting, now, today, names, inTransaction, render, sheetOf, form }: Desk) {
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
            {t.cause}{reader.colon}{one.cause}
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

  return new Hono<Env>()
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
        if (act === 'finding') return makeFinding(tx, actor, id, { request, severity: one('severity'), says: one('says'), cites: linesIn(one('cites')) }, now()) // biome-ignore format: a row
        const due = one('due')
        return giveOrder(tx, actor, id, { request, kind: one('kind'), reason: one('reason'), basis: one('basis'), ...(due && { due }) }, now()) // biome-ignore format: a row
      }
      return form(c, act, does, at.file(id, request), (tried) => showFile(c, tried))
    })
}
