import { type Context, Hono } from 'hono'
import { type Actor, isPermitted, type Seat } from '../../accounts/index.ts'
import type { Now } from '../../base/time.ts'
import type { Db } from '../../db/index.ts'
import type { LawBase } from '../../law/index.ts'
import { countOpen, countUnchecked, listProposals, owedAssessments } from '../../oversight/index.ts'
import {
  type Day,
  dayOf,
  dayParts,
  emergenciesTold,
  foundAmong,
  leavingDay,
  partOfDay,
  retentionDay,
  teamsToSign,
} from '../../requests/index.ts'
import { type Leave, openLeaves } from '../../vault/index.ts'
import { filterIn, placeIn } from '../lists/filter.ts'
import { manyOf } from '../lists/leaf.tsx'
import { OversightToday, wantedOf } from '../oversight/today.tsx'
import type { Reader } from '../reader.ts'
import type { Env } from '../shell/env.ts'
import { actorIn } from '../shell/signed-in.ts'
import { type Afterwards, AfterwardsToday } from '../today/afterwards.tsx'
import { Alarm, alarmsFor } from '../today/alarm.tsx'
import { ComplaintsToday } from '../today/complaints.tsx'
import { DayParts, PartOfDay } from '../today/day.tsx'
import { DialoguesToday, dialoguesFor } from '../today/dialogues.tsx'
import { EmergenciesTold } from '../today/emergencies.tsx'
import { KeptToday } from '../today/kept.tsx'
import { LeavesToday } from '../today/leaves.tsx'
import { LeavingToday } from '../today/leaving.tsx'
import { type Waits, waitsAt } from '../today/waits.ts'
import { PageHead } from '../ui/page-head.tsx'
import { urls } from '../urls.ts'

export interface TodayParts {
  readonly db: Db
  readonly law: LawBase
  readonly now: Now
}

/** Of each part of the day; the rest is a page of its own. */
const SHOWN = 8
const ON_A_PAGE = 25

/** The seat's day, where signing in leads: what must I do, and by when? */
export function todayPage({ db, law, now }: TodayParts) {
  return new Hono<Env>().get(urls.today, async (c) => {
    const actor = actorIn(c)
    const { reader } = c.var
    const { today: t } = reader.t
    const at = now()
    const day = reader.date(at.toZonedDateTimeISO(reader.zone).toPlainDate().toString())
    if (!isPermitted(actor, 'request.read')) {
      const waits = await waitsAt(db, actor, at)
      return c.render(
        <>
          <PageHead title={t.title} eyebrow={day} />
          <Alarm open={await alarmsFor(db, actor, waits)} reader={reader} />
          <div class="flow flow-wide">
            <ComplaintsToday open={await complaintsFor(db, actor, waits)} reader={reader} />
            <AfterwardsToday waits={await afterwardsFor(db, actor, at, waits)} reader={reader} />
            <EmergenciesTold
              told={actor.seat === 'overseer' ? await emergenciesTold(db, actor.org, SHOWN) : []}
              reader={reader}
            />
            <Ways c={c} seat={actor.seat} />
          </div>
        </>,
        { title: t.title, current: 'today' },
      )
    }
    const { status: _, ...filter } = filterIn(c.req.query())
    const shown = { now: at, law, reader }
    const part = dayParts.find((one) => one === c.req.query('part'))
    if (part) {
      const page = await partOfDay(db, actor, at, part, { filter, ...placeIn(c.req.query()), limit: ON_A_PAGE })
      return c.render(<PartOfDay part={part} page={page} filter={filter} eyebrow={day} {...shown} />, {
        title: t.parts[part],
        current: 'today',
      })
    }
    const waits = await waitsAt(db, actor, at)
    const [work, among, alarms, teams, leaves, kept, complaints, dialogues, leaving, wanted, afterwards] =
      await Promise.all([
        dayOf(db, actor, at, filter, SHOWN),
        foundAmong(db, actor.org),
        alarmsFor(db, actor, waits),
        waits.teams ? teamsToSign(db, actor, at) : [],
        waits.leaves ? leavesFor(db, actor) : [],
        waits.kept ? retentionDay(db, actor, at) : nothingKept,
        complaintsFor(db, actor, waits),
        waits.dialogues ? dialoguesFor(db, actor, at) : { minutes: 0, promises: 0 },
        waits.leaving ? leavingDay(db, actor, { law, now }) : { applications: [], transfers: [] },
        waits.orders || waits.findings ? wantedOf(db, actor, at) : nothingWanted,
        afterwardsFor(db, actor, at, waits),
      ])
    const besides = leaving.applications.length + leaving.transfers.length
    return c.render(
      <>
        <PageHead title={t.title} eyebrow={day} lead={leadOf(work.counts, teams.length + besides, reader)} />
        <div class="flow flow-wide">
          <Alarm open={alarms} reader={reader} />
          <OversightToday wanted={wanted} reader={reader} />
          <LeavesToday leaves={leaves} reader={reader} />
          <ComplaintsToday open={complaints} reader={reader} />
          <AfterwardsToday waits={afterwards} reader={reader} />
          <DialoguesToday waiting={dialogues} reader={reader} />
          <KeptToday day={kept} reader={reader} />
          <LeavingToday {...leaving} law={law} reader={reader} />
          <DayParts day={work} teams={teams} besides={besides} filter={filter} among={among} actor={actor} {...shown} />
          <Ways c={c} seat={actor.seat} />
        </div>
      </>,
      { title: t.title, current: 'today' },
    )
  })
}

const nothingKept = { due: 0, late: 0, proposals: [] }
const nothingWanted = { orders: 0, late: false, findings: 0 }

/** What others of the organisation ask of a person who may give leave. */
async function leavesFor(db: Db, actor: Actor): Promise<Leave[]> {
  if (!isPermitted(actor, 'evidence.give-leave')) return []
  return (await openLeaves(db, actor.org)).filter(({ asker }) => asker !== actor.person)
}

const complaintsFor = async (db: Db, actor: Actor, { complaints }: Waits): Promise<number> =>
  complaints && isPermitted(actor, 'complaint.read') ? countOpen(db, actor.org) : 0

async function afterwardsFor(db: Db, actor: Actor, at: Temporal.Instant, { proposals, comments }: Waits): Promise<Afterwards> {
  const mine = proposals && isPermitted(actor, 'lesson.decide') ? await listProposals(db, actor.org) : []
  const assesses = isPermitted(actor, 'assessment.write')
  return {
    proposals: mine.filter(({ decided, decider, made }) => !decided && decider.org === actor.org && made.person !== actor.person).length,
    owed: assesses ? (await owedAssessments(db, actor, at.toString().slice(0, 10))).length : 0,
    comments: comments && assesses ? await countUnchecked(db, actor.org) : 0,
  }
} // biome-ignore format: a row

function leadOf({ tasks, overdue }: Day['counts'], teams: number, reader: Reader): string {
  const { today: t } = reader.t
  const all = { ...tasks, atLeast: tasks.atLeast + teams }
  return t.lead(all.atLeast, overdue.atLeast, manyOf(all, reader), manyOf(overdue, reader))
}

const addresses = {
  newMatter: urls.newMatter,
  matters: urls.matters,
  requests: urls.requests,
  inbox: urls.requests,
  routes: urls.routes,
  statistics: urls.statistics,
  oversight: urls.oversight,
  laboratory: urls.laboratory,
  complaints: urls.complaints,
  audits: urls.audits,
  assessments: urls.assessmentDesk,
  operator: urls.operator,
  log: urls.log,
  law: urls.law,
} as const

/** Where each seat begins. */
const waysOf: Readonly<Partial<Record<Seat, readonly (keyof typeof addresses)[]>>> = {
  authority: ['newMatter', 'matters', 'requests', 'routes', 'complaints', 'audits', 'assessments', 'log'],
  court: ['requests', 'complaints', 'audits', 'log', 'law'],
  central: ['inbox', 'audits', 'assessments', 'log', 'law'],
  provider: ['inbox', 'audits', 'log', 'law'],
  overseer: ['oversight', 'complaints', 'audits', 'statistics', 'log', 'law'],
  policy: ['laboratory', 'statistics', 'law'],
  operator: ['operator', 'oversight', 'audits', 'assessments', 'statistics', 'log'],
}

function Ways({ c, seat }: { c: Context<Env>; seat: Seat }) {
  const { today: t, audits, assessments } = c.var.reader.t
  const tiles = { ...t.wayTiles, audits: audits.way, assessments: assessments.way }
  return (
    <section class="flow no-print" aria-labelledby="ways">
      <h2 id="ways">{t.ways}</h2>
      <ul class="tiles plain">
        {(waysOf[seat] ?? []).map((way) => (
          <li>
            <a class="card tile" href={addresses[way]}>
              <h3>{tiles[way].title}</h3>
              <p>{tiles[way].about}</p>
            </a>
          </li>
        ))}
      </ul>
    </section>
  )
}
