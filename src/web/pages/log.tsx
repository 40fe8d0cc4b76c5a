import { type Context, Hono } from 'hono'
import { isPermitted, signer, signingPeriods } from '../../accounts/index.ts'
import {
  type LogVerdict,
  latestEvents,
  openContradictions,
  searchEvents,
  timestampsOf,
  verifyLog,
} from '../../audit/index.ts'
import { base64, parseBase64 } from '../../base/bytes.ts'
import { counterparts } from '../../exchange/index.ts'
import { exportTrailOf } from '../../requests/index.ts'
import { type Vault, zipped } from '../../vault/index.ts'
import { sentToSave } from '../evidence/sent.ts'
import { entriesOf } from '../log/entries.ts'
import { EntryList } from '../log/entry-list.tsx'
import type { Proving } from '../log/proof.ts'
import { choicesFor, filterOf, given, LogSearch, seeks, soughtIn } from '../log/search.tsx'
import { TrailForm } from '../log/trail-form.tsx'
import { Verdict } from '../log/verdict.tsx'
import type { Env } from '../shell/env.ts'
import { formIn } from '../shell/form.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Empty, Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'

const PER_PAGE = 30

/** The log of one's own organisation: every event newest first, and whether the whole of it holds. */
export function logPages(parts: Proving & Vault) {
  const { db } = parts
  async function show(c: Context<Env>, verdict?: LogVerdict) {
    const { reader, formToken } = c.var
    const { log: t } = reader.t
    const actor = actorIn(c, 'log.read')
    const { before } = c.req.query()
    const start = before !== undefined && /^\d{1,15}$/.test(before) ? Number(before) : undefined
    const [newest] = await latestEvents(db, actor.org, 1)
    const [stamp] = await timestampsOf(db, actor.org, 1)
    const sought = soughtIn(c.req.query())
    const { filter, request } = await filterOf(db, actor, sought, reader)
    const events = await searchEvents(db, actor.org, filter, PER_PAGE + 1, start)
    const open = await openContradictions(db, actor.org)
    const trail = request?.id ?? (sought.about.startsWith('matter_') ? sought.about : undefined)
    const choices = await choicesFor(db, actor, reader)
    const page = events.slice(0, PER_PAGE)
    const last = page.at(-1)
    const here = (query: Record<string, string | undefined>) => withQuery(urls.log, { ...given(sought), ...query })
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
          {open.length > 0 && (
            <Notice kind="grave">
              <p>
                <a href={urls.contradictions}>{t.contradictions.alarm(open.length)}</a>
              </p>
            </Notice>
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
          </div>
          <LogSearch choices={choices} sought={sought} reader={reader} />
          {trail && <TrailForm id={trail} token={formToken} reader={reader} />}
          <section class="flow">
            {seeks(sought) && (
              <p>
                {request && t.about(request.title)} <a href={urls.log}>{t.all}</a>
              </p>
            )}
            {page.length === 0 ? (
              <Empty title={seeks(sought) ? t.nothingFound : t.none}>
                <p>{seeks(sought) ? t.nothingFoundNote : t.noneNote}</p>
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

  return new Hono<Env>()
    .get(urls.log, (c) => show(c))
    .post(urls.trails, async (c) => {
      const actor = actorIn(c, 'request.read')
      const fields = await formIn(c)
      const given = {
        purpose: fields.get('purpose') ?? '',
        signing: await signer(db, parts.secret, actor.org),
        directory: await counterparts(db),
      }
      const made = zipped(await exportTrailOf(parts, actor, fields.get('id') ?? '', given))
      return sentToSave(c, { ...made, mediaType: 'application/zip' })
    })
    .post(urls.logVerification, async (c) => {
      const { org } = actorIn(c, 'log.read')
      const keys = (await signingPeriods(db, org)).map(({ key }) => parseBase64(key))
      const [verdict] = await verifyLog(db, new Map([[org, keys]]), org)
      if (verdict && c.req.header('accept') === 'application/json')
        return c.json({ ...verdict, root: base64(verdict.root) })
      return show(c, verdict)
    })
}
