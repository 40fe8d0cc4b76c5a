import { type Context, Hono } from 'hono'
import { type Actor, isPermitted, publicKeys } from '../../accounts/index.ts'
import { type Event, eventsAbout, type LogVerdict, latestEvents, timestampsOf, verifyLog } from '../../audit/index.ts'
import { base64 } from '../../base/bytes.ts'
import { findRequest, listRequests } from '../../requests/index.ts'
import { listItems } from '../../vault/index.ts'
import { entriesOf } from '../log/entries.ts'
import { EntryList } from '../log/entry-list.tsx'
import type { Proving } from '../log/proof.ts'
import { Verdict } from '../log/verdict.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { SelectField } from '../ui/fields.tsx'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

const PER_PAGE = 30

/** The log of one's own organisation: every event newest first, and whether the whole of it holds. */
export function logPages({ db }: Proving) {
  async function show(c: Context<Env>, verdict?: LogVerdict) {
    const { reader, formToken } = c.var
    const { log: t } = reader.t
    const actor = actorIn(c, 'log.read')
    const { request: chosen = '', before } = c.req.query()
    const start = before !== undefined && /^\d{1,15}$/.test(before) ? Number(before) : undefined
    const [newest] = await latestEvents(db, actor.org, 1)
    const [stamp] = await timestampsOf(db, actor.org, 1)
    const mayFilter = isPermitted(actor, 'request.read')
    const request = chosen && mayFilter ? await findRequest(db, actor.org, chosen) : undefined
    const events = request
      ? (await eventsOf(actor, request)).filter(({ seq }) => start === undefined || seq < start)
      : await latestEvents(db, actor.org, PER_PAGE + 1, start)
    const page = events.slice(0, PER_PAGE)
    const last = page.at(-1)
    const here = (query: Record<string, string | undefined>) => withQuery(urls.log, { request: request?.id, ...query })
    return c.render(
      <>
        <PageHead title={t.title} lead={t.lead(actor.orgName, reader.number((newest?.seq ?? -1) + 1))} />
        <div class="flow flow-wide">
          {verdict && <Verdict verdict={verdict} reader={reader} />}
          <p>
            <a href={urls.keys}>{reader.t.keys.link}</a>
          </p>
          {isPermitted(actor, 'log.erase') && (
            <p>
              <a href={urls.erasures}>{reader.t.retention.erasure.link}</a>
            </p>
          )}
          {stamp && (
            <p class="measure">{t.stamped(reader.number(stamp.size), reader.instant(stamp.at), stamp.authority)}</p>
          )}
          <div class="log-tools">
            <form method="post" action={urls.logVerification} class="flow flow-tight">
              <input type="hidden" name="form_token" value={formToken} />
              <button type="submit" class="button">
                {t.verify}
              </button>
              <p class="small soft">{t.verifyNote}</p>
            </form>
            {mayFilter && (
              <form method="get" action={urls.log} class="search">
                <SelectField
                  name="request"
                  label={t.filter}
                  value={request?.id}
                  empty={t.filterAll}
                  choices={(await listRequests(db, actor.org)).map(({ id, title, fileNumber }) => ({
                    value: id,
                    label: `${title} (${fileNumber})`,
                  }))}
                />
                <button type="submit" class="button button-second">
                  {t.filterButton}
                </button>
              </form>
            )}
          </div>
          <section class="flow">
            {request && (
              <p>
                {t.about(request.title)} <a href={urls.log}>{t.all}</a>
              </p>
            )}
            {page.length === 0 ? (
              <Empty title={t.none}>
                <p>{t.noneNote}</p>
              </Empty>
            ) : (
              <EntryList entries={await entriesOf(db, actor, page, reader)} reader={reader} />
            )}
            <nav class="pagination" aria-label={t.pages}>
              {start !== undefined && <a href={here({})}>{t.newest}</a>}
              {events.length > PER_PAGE && last && (
                <a href={here({ before: String(last.seq) })} rel="next">
                  {t.older}
                </a>
              )}
            </nav>
          </section>
        </div>
      </>,
      { title: t.title, current: 'log' },
    )
  }

  /** What concerns a request: the events about it and about its evidence, newest first. */
  async function eventsOf({ org }: Actor, { id, origin }: { id: string; origin: string }): Promise<Event[]> {
    const items = await listItems(db, org, origin)
    const all = await Promise.all([id, ...items.map((item) => item.id)].map((about) => eventsAbout(db, org, about)))
    return all.flat().sort((a, b) => b.seq - a.seq)
  }

  return new Hono<Env>()
    .get(urls.log, (c) => show(c))
    .post(urls.logVerification, async (c) => {
      const { org } = actorIn(c, 'log.read')
      const { signing } = await publicKeys(db, org)
      const [verdict] = await verifyLog(db, new Map([[org, signing]]), org)
      if (verdict && c.req.header('accept') === 'application/json')
        return c.json({ ...verdict, root: base64(verdict.root) })
      return show(c, verdict)
    })
}
