import type { Actor } from '../../accounts/index.ts'
import type { LawBase } from '../../law/index.ts'
import type { Day, DayPart, LineFilter, Page, Task, Team, Waiting } from '../../requests/index.ts'
import { isNarrowed, queryOf } from '../lists/filter.ts'
import { Leaf, manyOf } from '../lists/leaf.tsx'
import { Narrow } from '../lists/narrow.tsx'
import type { Reader } from '../reader.ts'
import { Empty } from '../ui/notice.tsx'
import { Crumbs, PageHead } from '../ui/page-head.tsx'
import { urls, withQuery } from '../urls.ts'
import { NewsList } from './news.tsx'
import { RungList } from './rung.tsx'
import { TaskCard } from './task.tsx'
import { WaitingTable } from './waiting.tsx'

interface Shown {
  readonly now: Temporal.Instant
  readonly law: LawBase
  readonly reader: Reader
}

/** Few things need no filter. */
const FEW = 8

/** A seat's day in its parts: what is due, what else waits on it, what is new, what it waits for. */
export function DayParts({
  day,
  teams,
  besides,
  filter,
  among,
  actor,
  ...shown
}: Shown & {
  day: Day
  /** Agreements that wait for this person's signature. */
  teams: readonly Team[]
  /** How much else waits, told beside these parts. */
  besides: number
  filter: LineFilter
  among: {
    readonly routes: readonly string[]
    readonly states: readonly string[]
    readonly companies: readonly string[]
  }
  actor: Actor
}) {
  const { reader } = shown
  const { today: t } = reader.t
  const { due, later, waiting, counts, news, rung } = day
  const isMuch = counts.tasks.atLeast + counts.waiting.atLeast > FEW || isNarrowed({ status: 'open', ...filter })
  const isIdle = due.entries.length + later.entries.length + teams.length + besides === 0
  return (
    <>
      {isMuch && (
        <Narrow
          action={urls.today}
          filter={{ status: 'open', ...filter }}
          among={among}
          without={withoutFor(actor)}
          law={shown.law}
          reader={reader}
        />
      )}
      <RungList rung={rung} actor={actor} {...shown} />
      {isIdle && (
        <section class="flow" aria-labelledby="tasks">
          <h2 id="tasks">{t.tasks}</h2>
          <Empty title={t.none}>
            <p>{t.noneNote}</p>
          </Empty>
        </section>
      )}
      <TaskPart part="due" page={due} filter={filter} {...shown} />
      <TaskPart part="later" page={later} filter={filter} {...shown} />
      <TeamsToSign teams={teams} reader={reader} />
      <NewsList news={news} {...shown} />
      <section class="flow" aria-labelledby="waiting">
        <h2 id="waiting">{t.parts.waiting}</h2>
        {waiting.entries.length === 0 ? (
          <p class="soft">{t.waitingNone}</p>
        ) : (
          <WaitingTable waiting={waiting.entries} now={shown.now} reader={reader} />
        )}
        {waiting.next !== undefined && (
          <p>
            <a href={hrefOf('waiting', filter)}>
              {isNarrowed({ status: 'open', ...filter }) ? t.goOn : t.all(manyOf(counts.waiting, reader))}
            </a>
          </p>
        )}
      </section>
    </>
  )
}

function TeamsToSign({ teams, reader }: { teams: readonly Team[]; reader: Reader }) {
  const { today: t } = reader.t
  if (teams.length === 0) return null
  return (
    <section class="flow" aria-labelledby="teams">
      <h2 id="teams">{t.signTeam}</h2>
      <ul class="plain lines">
        {teams.map(({ id, title, proposed, from, to }) => (
          <li>
            <a href={urls.team(id)}>{title}</a>{' '}
            <span class="soft">
              · {proposed.name} · {reader.date(from)} – {reader.date(to)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function TaskPart({ part, page, filter, ...shown }: Shown & { part: DayPart; page: Page<Task>; filter: LineFilter }) {
  const { today: t } = shown.reader.t
  if (page.entries.length === 0) return null
  return (
    <section class="flow" aria-labelledby={part}>
      <h2 id={part}>{t.parts[part]}</h2>
      <Tasks tasks={page.entries} {...shown} />
      {page.next !== undefined && (
        <p>
          <a href={hrefOf(part, filter)}>{t.goOn}</a>
        </p>
      )}
    </section>
  )
}

const Tasks = ({ tasks, now, law, reader }: Shown & { tasks: readonly Task[] }) => (
  <ol class="tasks plain">
    {tasks.map((task) => (
      <li>
        <TaskCard task={task} now={now} law={law} reader={reader} />
      </li>
    ))}
  </ol>
)

/** One part of the day, to be leafed through. */
export function PartOfDay({
  part,
  page,
  filter,
  eyebrow,
  ...shown
}: Shown & { part: DayPart; page: Page<Task & Waiting>; filter: LineFilter; eyebrow: string }) {
  const { reader } = shown
  const { today: t, shell } = reader.t
  const narrowed = { ...queryOf(filter), status: undefined }
  return (
    <>
      <Crumbs
        label={shell.breadcrumbs}
        crumbs={[{ text: t.title, href: withQuery(urls.today, narrowed) }, { text: t.parts[part] }]}
      />
      <PageHead title={t.parts[part]} eyebrow={eyebrow} />
      {page.entries.length === 0 ? (
        <Empty title={reader.t.lists.none}>
          <p>{reader.t.lists.noneNote}</p>
        </Empty>
      ) : part === 'waiting' ? (
        <WaitingTable waiting={page.entries} now={shown.now} reader={reader} />
      ) : (
        <Tasks tasks={page.entries} {...shown} />
      )}
      <Leaf page={page} href={urls.today} query={{ ...narrowed, part }} reader={reader} />
    </>
  )
}

const hrefOf = (part: DayPart, filter: LineFilter) =>
  withQuery(urls.today, { ...queryOf(filter), status: undefined, part })

const withoutFor = ({ seat }: Actor): ('status' | 'urgency' | 'order')[] =>
  seat === 'authority' ? ['status', 'order'] : ['status', 'urgency', 'order']
