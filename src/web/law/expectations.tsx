import type { Child } from 'hono/jsx'
import { parseInstant } from '../../base/time.ts'
import { type Case, due, type Facts } from '../../law/index.ts'
import { lengthInWords } from '../analysis/durations.ts'
import { factLabel, itemInWords } from '../interview/words.ts'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { dayOrMoment, localTime } from './local-time.ts'
import { type Reading, RuleLink } from './reading.tsx'

type Expect = Case['expect']

interface Props {
  one: Case
  facts: Facts | undefined
  reading: Reading
}

/** What a case holds the law to, line by line. */
export function Expectations({ one, facts, reading }: Props) {
  const { lawCases: t } = reading.reader.t
  const { clocks = [] } = one.expect
  const rows = rowsOf(one.expect, facts, reading)
  return (
    <section class="flow" aria-labelledby="expected">
      <h2 id="expected">{t.expects}</h2>
      {rows.length > 0 && (
        <dl class="pairs expected">
          {rows.map(([what, expected]) => (
            <>
              <dt>{what}</dt>
              <dd>{expected}</dd>
            </>
          ))}
        </dl>
      )}
      {clocks.map((clock) => (
        <Clock clock={clock} reading={reading} />
      ))}
      <p class="small soft">{t.expectsNote}</p>
    </section>
  )
}

function rowsOf(expect: Expect, facts: Facts | undefined, reading: Reading): [string, Child][] {
  const { reader } = reading
  const { lawCases: t, routes: words } = reader.t
  const item = (id: string) => (facts ? itemInWords(facts, id, reader) : id)
  const link = (rule: string) => <RuleLink id={rule} reading={reading} />
  const labels = (paths: readonly string[]) => reader.list(paths.map((path) => factLabel(path, reader)))
  return [
    ...Object.entries(expect.items ?? {}).map(([id, status]): [string, Child] => [
      t.of(item(id)),
      <Status tone={status} word={words.status[status]} />,
    ]),
    ...Object.entries(expect.routes ?? {}).map(([rule, wanted]): [string, Child] => [
      t.route,
      <>
        {link(rule)}
        {[wanted].flat().map((each) => {
          const one = typeof each === 'string' ? { status: each } : each
          return (
            <Outcome
              wanted={one}
              status={one.status && <Status tone={one.status} word={words.status[one.status]} />}
              item={item}
              reading={reading}
            />
          )
        })}
      </>,
    ]),
    ...Object.entries(expect.gates ?? {}).map(([rule, wanted]): [string, Child] => [
      t.gate,
      <>
        {link(rule)}
        {[wanted].flat().map((each) => {
          const one = typeof each === 'string' ? { status: each } : each
          return (
            <Outcome
              wanted={one}
              status={one.status && <strong>{words.gateStatus[one.status]}</strong>}
              item={item}
              reading={reading}
            />
          )
        })}
      </>,
    ]),
    ...Object.entries(expect.reach ?? {}).map(([rule, status]): [string, Child] => [
      t.reach,
      <>
        {link(rule)}
        {reader.colon}
        {words.reachStatus[status]}
      </>,
    ]),
    ...(expect.conflicts ?? []).map(({ demands, forbids, exposure }): [string, Child] => [
      t.conflict,
      <>
        {demands && <>{link(demands)} – </>}
        {link(forbids)}
        {exposure && (
          <p class="small">
            {t.threatened}
            {reader.colon}
            {exposure.map((rule, i) => [i > 0 && ' · ', link(rule)])}
          </p>
        )}
      </>,
    ]),
    ...(expect.no_conflicts ? [[t.noConflict, reader.t.forms.yes] as [string, Child]] : []),
    ...(expect.first_question ? [[t.firstQuestion, labels([expect.first_question])] as [string, Child]] : []),
    ...(expect.questions ? [[t.questions, labels(expect.questions)] as [string, Child]] : []),
    ...(expect.no_questions ? [[t.noQuestions, labels(expect.no_questions)] as [string, Child]] : []),
    ...(expect.absent ?? []).map((rule): [string, Child] => [t.absent, link(rule)]),
    ...(expect.warnings ?? []).map((says): [string, Child] => [t.warning, `“${says}”`]),
    ...(expect.release ? releaseRows(expect.release, reading) : []),
    ...(expect.refused ? [[t.refused, <code>{expect.refused}</code>] as [string, Child]] : []),
  ]
}

/** What the gate must say of a release. */
function releaseRows(wanted: NonNullable<Expect['release']>, reading: Reading): [string, Child][] {
  const { gate: t, lawCases } = reading.reader.t
  const link = (rule: string) => <RuleLink id={rule} reading={reading} />
  return [
    [lawCases.given, <strong>{wanted.goes ? t.open : t.closed}</strong>],
    ...(wanted.stops ?? []).map((rule): [string, Child] => [t.bars, link(rule)]),
    ...(wanted.passes ?? []).map((rule): [string, Child] => [lawCases.passes, link(rule)]),
    ...(wanted.opens ?? []).map((says): [string, Child] => [t.opens, `“${says}”`]),
  ]
}

type Words = string | readonly string[] | undefined

/** What the answer must say of a route or a bar, each as a part of its words or as the id of a rule. */
interface Wanted {
  readonly to?: string | undefined
  readonly data?: readonly string[] | undefined
  readonly fails?: Words
  readonly holds?: Words
  readonly unknown?: Words
  readonly asks?: Words
  readonly needs?: Words
  readonly clocks?: Words
  readonly no_clocks?: Words
  readonly grounds?: Words
  readonly conflicts?: Words
}

const many = (value: Words) => [value ?? []].flat()

/** One outcome: for whom, how it stands, and what the answer must name. */
function Outcome({
  wanted,
  status,
  item,
  reading,
}: {
  wanted: Wanted
  status: Child | undefined
  item: (id: string) => string
  reading: Reading
}) {
  const { reader } = reading
  const { lawCases: t, routes: words } = reader.t
  const said = [
    ...(wanted.to ? [t.to(reader.country(wanted.to))] : []),
    ...(wanted.data ? [t.for(reader.list(wanted.data.map(item)))] : []),
    ...many(wanted.fails).map(t.fails),
    ...many(wanted.holds).map(t.holdsAt),
    ...many(wanted.unknown).map(t.open),
    ...(wanted.asks ? [t.asks(reader.list(many(wanted.asks).map((path) => factLabel(path, reader))))] : []),
    ...many(wanted.needs).map(t.needs),
  ]
  const named = [
    [words.clocks, wanted.clocks],
    [`${t.without} ${words.clocks}`, wanted.no_clocks],
    [words.grounds, wanted.grounds],
    [t.conflict, wanted.conflicts],
  ] as const
  return (
    <div class="outcome">
      <p>
        {status} {said.join('; ')}
      </p>
      {named.map(
        ([word, ids]) =>
          many(ids).length > 0 && (
            <p class="small">
              {word}
              {reader.colon}
              {many(ids).map((id, i) => [i > 0 && ' · ', <RuleLink id={id} reading={reading} />])}
            </p>
          ),
      )}
    </div>
  )
}

/** A time limit: whether it runs, and where an instant is given, its end worked out before the reader's eyes. */
function Clock({ clock, reading }: { clock: NonNullable<Expect['clocks']>[number]; reading: Reading }) {
  const { reader } = reading
  const { lawCases: t } = reader.t
  const { rule, runs, from, length } = clock
  return (
    <article class="card flow flow-tight">
      <h3>
        <RuleLink id={rule} reading={reading} />
      </h3>
      {runs !== undefined && <p>{runs ? t.runs : t.runsNot}</p>}
      {length && <p>{lengthInWords({ length, counting: 'calendar' }, reader)}</p>}
      {from && <Counted clock={{ ...clock, from }} reading={reading} />}
    </article>
  )
}

function Counted({
  clock,
  reading,
}: {
  clock: NonNullable<Expect['clocks']>[number] & { from: string }
  reading: Reading
}) {
  const { reader, law } = reading
  const { lawCases: t } = reader.t
  const { rule, from, state, in_time: inTime, late } = clock
  const found = due(law, rule, parseInstant(from), { state })
  return (
    <>
      <p>
        {state ? t.clockFrom(reader.instant(from), reader.country(state)) : t.clockFromAnywhere(reader.instant(from))}{' '}
        <strong>{found.due ? t.ends(localTime(found.due, found.zone, reader)) : t.noEnd}</strong>
      </p>
      {inTime && <p class="small">{t.inTime(reader.instant(inTime))}</p>}
      {late && <p class="small">{t.late(reader.instant(late))}</p>}
      {found.derivation.length > 0 && (
        <Fold title={t.working}>
          <ol class="small plain days">
            {found.derivation.map(({ date, counted, why }) => (
              <li>
                {dayOrMoment(date, found.zone, reader)}
                {reader.colon}
                {reader.law(why)}
                {!counted && ` (${t.notCounted})`}
              </li>
            ))}
          </ol>
        </Fold>
      )}
    </>
  )
}
