import { type Context, Hono } from 'hono'
import type { Seat } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { today } from '../../requests/index.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { TaskCard } from '../today/task.tsx'
import { WaitingTable } from '../today/waiting.tsx'
import { Empty } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

export interface TodayParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** The seat's day, where signing in leads: what must I do, and by when? */
export function todayPage({ db, law, now }: TodayParts) {
  return new Hono<Env>().get(urls.today, async (c) => {
    const actor = actorIn(c)
    const { reader } = c.var
    const { today: t } = reader.t
    const at = now()
    const { tasks, waiting } = await today(db, actor, at)
    const late = tasks.filter(({ overdue }) => overdue).length
    const worksOnRequests = waysOf[actor.seat]?.some((way) => way === 'requests' || way === 'inbox')
    return c.render(
      <>
        <PageHead
          title={t.title}
          eyebrow={reader.date(at.toZonedDateTimeISO(reader.zone).toPlainDate().toString())}
          lead={worksOnRequests ? t.lead(tasks.length, late) : undefined}
        />
        <div class="flow flow-wide">
          {worksOnRequests && (
            <section class="flow" aria-labelledby="tasks">
              <h2 id="tasks">{t.tasks}</h2>
              {tasks.length === 0 ? (
                <Empty title={t.none}>
                  <p>{t.noneNote}</p>
                </Empty>
              ) : (
                <ol class="tasks plain">
                  {tasks.map((task) => (
                    <li>
                      <TaskCard task={task} now={at} law={law} reader={reader} />
                    </li>
                  ))}
                </ol>
              )}
            </section>
          )}
          {worksOnRequests && (
            <section class="flow" aria-labelledby="waiting">
              <h2 id="waiting">{t.waiting}</h2>
              {waiting.length === 0 ? (
                <p class="soft">{t.waitingNone}</p>
              ) : (
                <WaitingTable waiting={waiting} now={at} reader={reader} />
              )}
            </section>
          )}
          <Ways c={c} seat={actor.seat} />
        </div>
      </>,
      { title: t.title, current: 'today' },
    )
  })
}

const addresses = {
  newMatter: urls.newMatter,
  matters: urls.matters,
  requests: urls.requests,
  inbox: urls.requests,
  routes: urls.routes,
  statistics: urls.statistics,
  operator: urls.operator,
  log: urls.log,
  law: urls.law,
} as const

/** Where each seat begins. */
const waysOf: Readonly<Partial<Record<Seat, readonly (keyof typeof addresses)[]>>> = {
  authority: ['newMatter', 'matters', 'requests', 'routes', 'log'],
  court: ['requests', 'log', 'law'],
  central: ['inbox', 'log', 'law'],
  provider: ['inbox', 'log', 'law'],
  overseer: ['statistics', 'log', 'law'],
  operator: ['operator', 'statistics', 'log'],
}

function Ways({ c, seat }: { c: Context<Env>; seat: Seat }) {
  const { today: t } = c.var.reader.t
  return (
    <section class="flow no-print" aria-labelledby="ways">
      <h2 id="ways">{t.ways}</h2>
      <ul class="tiles plain">
        {(waysOf[seat] ?? []).map((way) => (
          <li>
            <a class="card tile" href={addresses[way]}>
              <h3>{t.wayTiles[way].title}</h3>
              <p>{t.wayTiles[way].about}</p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
