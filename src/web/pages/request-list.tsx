import { Hono } from 'hono'
import { instantText, type Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { findLines, foundAmong } from '../../requests/index.ts'
import { filterIn, isNarrowed, placeIn, queryOf } from '../lists/filter.ts'
import { Leaf, manyOf } from '../lists/leaf.tsx'
import { Narrow } from '../lists/narrow.tsx'
import { RequestTable } from '../requests/list.tsx'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

export interface RequestListParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

const ON_A_PAGE = 25
/** Nobody reads on from here: beyond it the page says `more than`. What is narrowed is counted row by row. */
const COUNTED = { all: 1_000, narrowed: 100 }

/** Requests, newest first or what is due first, narrowed as the address says. */
export function requestListPage({ db, law, now }: RequestListParts) {
  return new Hono<Env>().get(urls.requests, async (c) => {
    const actor = actorIn(c, 'request.read')
    const { reader } = c.var
    const { requests: t, lists } = reader.t
    const at = now()
    const moment = instantText(at)
    const filter = filterIn(c.req.query())
    const most = COUNTED[isNarrowed(filter) ? 'narrowed' : 'all']
    const page = await findLines(db, actor.org, filter, moment, { ...placeIn(c.req.query()), limit: ON_A_PAGE, most })
    const { many } = page
    const among = await foundAmong(db, actor.org)
    const whose = actor.seat === 'authority' ? 'authority' : 'other'
    const isEmpty = among.routes.length === 0
    return c.render(
      <>
        <PageHead title={t.title} lead={t.lead[whose]}>
          {['provider', 'central', 'court'].includes(actor.seat) && (
            <p class="no-print">
              <a href={urls.permissions}>{reader.t.gate.listTitle}</a>
              {actor.seat === 'provider' && (
                <>
                  {' · '}
                  <a href={urls.transfers}>{reader.t.transfers.link}</a>
                </>
              )}
            </p>
          )}
          {actor.seat !== 'provider' && (
            <p class="no-print">
              <a href={urls.teams}>{reader.t.teams.open}</a>
            </p>
          )}
          <p class="no-print">
            <a href={urls.reciprocity}>{reader.t.reciprocity.open}</a>
            {' · '}
            <a href={urls.waitingTimes}>{reader.t.waitingTimes.link}</a>
            {' · '}
            <a href={urls.owed}>{reader.t.owed.link}</a>
            {' · '}
            <a href={urls.halfYear}>{reader.t.publicTables.halfYear.link}</a>
            {' · '}
            <a href={urls.publicTables}>{reader.t.publicTables.link}</a>
          </p>
        </PageHead>
        <div class="flow flow-wide">
          {isEmpty ? (
            <Empty title={t.none}>
              <p>{t.noneNote[whose]}</p>
            </Empty>
          ) : (
            <Narrow
              action={urls.requests}
              filter={filter}
              among={among}
              without={whose === 'other' ? ['urgency'] : []}
              law={law}
              reader={reader}
            />
          )}
          {page.entries.length > 0 && (
            <RequestTable
              requests={page.entries}
              caption={`${lists.requests(manyOf(many, reader), many.exact && many.atLeast === 1)}, ${filter.order ? reader.t.waiting.expectedFirst : filter.due ? lists.dueFirst : lists.newestFirst}`}
              now={at}
              reader={reader}
            />
          )}
          {!isEmpty && page.entries.length === 0 && (
            <Empty title={lists.none}>
              <p>{isNarrowed(filter) ? lists.noneNote : t.noneNote[whose]}</p>
            </Empty>
          )}
          <Leaf page={page} href={urls.requests} query={queryOf(filter)} reader={reader} />
        </div>
      </>,
      { title: t.title, current: 'requests' },
    )
  })
}
