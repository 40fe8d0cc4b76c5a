import type { Child } from 'hono/jsx'
import type { Because, RouteFinding } from '../../law/index.ts'
import { routeName } from '../analysis/answers.tsx'
import { lengthInWords } from '../analysis/durations.ts'
import { writeAnswers } from '../interview/query.ts'
import { itemInWords } from '../interview/words.ts'
import { marksOf } from '../law/marks.ts'
import { sourceOf } from '../law/sources.ts'
import { Citation } from '../ui/citation.tsx'
import { Fold } from '../ui/fold.tsx'
import { Status, type Tone } from '../ui/status.tsx'
import { urls, withQuery } from '../urls.ts'
import { Hands, Lines, List, PenaltyLine, RuleLine, type Told } from './brief.tsx'
import type { Said } from './models.ts'
import { assistance, barsIn, conflictsIn, isAtHome, ownOrder } from './pick.ts'

type Cell = (one: Said, told: Told) => Child
type OfRoute = (route: RouteFinding, told: Told) => Child

/** What each of the three says to the same facts, line by line. */
export function Comparison({ said, told }: { said: readonly Said[]; told: Told }) {
  const { models: t } = told.reader.t
  const byOrder = (cell: OfRoute): Cell => cellOf((one) => ownOrder(one).route, cell)
  const byAssistance = (cell: OfRoute): Cell => cellOf(assistance, cell)
  const groups: readonly (readonly [string | undefined, readonly (readonly [string, Cell])[]])[] = [
    [
      undefined,
      [
        [t.rows.answer, answer],
        [t.rows.claims, claims],
      ],
    ],
    [
      t.rows.order,
      [
        [t.by, order],
        [t.who, byOrder((route, one) => hands(route, one, makesIt))],
        [t.needs, byOrder(needs)],
        [t.time, byOrder(time)],
        [t.challenge, byOrder(grounds)],
        [t.refusing, byOrder(refusing)],
      ],
    ],
    [
      t.rows.assistance,
      [
        [t.by, throughAuthorities],
        [t.hands, byAssistance((route, one) => hands(route, one, () => true))],
        [t.needs, byAssistance(needs)],
        [t.time, byAssistance(time)],
        [t.challenge, byAssistance(grounds)],
      ],
    ],
    [
      t.rows.against,
      [
        [t.rows.bars, bars],
        [t.rows.conflicts, conflicts],
        [t.rows.open, open],
      ],
    ],
  ]
  return (
    <table class="table models-table">
      <caption class="hidden-text">{t.sameFacts}</caption>
      <thead>
        <tr>
          <td />
          {said.map(({ model }) => (
            <th scope="col">
              {t.model[model.name].name}
              <span class="soft">{t.model[model.name].idea}</span>
            </th>
          ))}
        </tr>
      </thead>
      {groups.map(([title, rows]) => (
        <tbody>
          {title && (
            <tr class="models-part">
              <th scope="rowgroup" colspan={4}>
                {title}
              </th>
            </tr>
          )}
          {rows.map(([name, cell]) => (
            <tr>
              <th scope="row">{name}</th>
              {said.map((one) => (
                <td data-label={t.model[one.model.name].name}>{cell(one, told)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  )
}

/** A cell about one route of a model; empty where it has none, which the first row of its part says. */
const cellOf =
  (pick: (one: Said) => RouteFinding | undefined, cell: OfRoute): Cell =>
  (one, told) => {
    const route = pick(one)
    return route ? cell(route, told) : <span class="soft">–</span>
  }

const answer: Cell = ({ model, facts, analysis }, { reader }) => {
  const { models: t, routes } = reader.t
  return (
    <>
      {analysis.items.map(({ data, status, best }) => {
        const route = analysis.routes.find(({ rule, data: ids }) => rule === best && ids.includes(data))
        return (
          <>
            {analysis.items.length > 1 && <p class="soft">{t.forData(itemInWords(facts, data, reader))}</p>}
            <p>
              <Status tone={status} word={routes.status[status]} means={routes.statusMeans[status]} />
            </p>
            {route && (
              <p>
                <strong>{routeName(route, reader)}</strong> <span class="soft">{routes.channel[route.channel]}</span>
              </p>
            )}
          </>
        )
      })}
      <p>
        <a href={withQuery(urls.analysis, writeAnswers(facts))}>{t.analysisOf(reader.country(model.asks))}</a>
      </p>
    </>
  )
}

const tones = { reaches: 'open', unknown: 'unknown', 'does-not': 'closed' } as const satisfies Record<string, Tone>

const claims: Cell = ({ model, analysis }, told) => {
  const { reader, law } = told
  const { models: t, routes } = reader.t
  const own = analysis.reach.filter(({ state }) => state === model.law || state === model.asks)
  const line = ({ rule, status, because }: (typeof own)[number]) => (
    <>
      <Status tone={tones[status]} word={routes.reachStatus[status]} /> <RuleLine id={rule} told={told} />
      {because
        .filter(status === 'reaches' ? connects : ({ holds }) => holds !== true)
        .slice(0, 1)
        .map((one) => (
          <p class="soft">
            {reader.law(one.says)} <Citation source={sourceOf(law, rule, one.cite, reader)} />
          </p>
        ))}
    </>
  )
  const outside = own.filter(({ status }) => status === 'does-not')
  return (
    <>
      <Lines
        reader={reader}
        none={t.noClaim}
        shown={4}
        lines={[
          ...own.filter(({ status }) => status === 'reaches').map(line),
          ...own.filter(({ status }) => status === 'unknown').map(line),
        ]}
      />
      {outside.length > 0 && (
        <Fold title={t.reachesNot(reader.number(outside.length))}>
          <List lines={outside.map(line)} />
        </Fold>
      )}
    </>
  )
}

/** A line that says what ties the holder, the data or the person to the state, not what kind of holder it is. */
const connects = ({ holds, facts }: Because) =>
  holds === true && facts.some((fact) => /^(holder\.(?!kind|service)|data\.storedIn|person)/.test(fact))

const order: Cell = (one, told) => {
  const { models: t, routes } = told.reader.t
  const { route, nearest } = ownOrder(one)
  if (route) return named(route, told)
  const [reason] = nearest?.because.filter(({ holds }) => holds === false) ?? []
  return (
    <>
      <p>{t.noOrder}</p>
      {nearest && reason && (
        <p>
          <span class="soft">{t.nearest}</span> <RuleLine id={nearest.rule} told={told} />.{' '}
          <span class="soft">
            {routes.fails} {told.reader.law(reason.says)}
          </span>{' '}
          <Citation source={sourceOf(told.law, nearest.rule, reason.cite, told.reader)} />
        </p>
      )}
    </>
  )
}

const throughAuthorities: Cell = (one, told) => {
  const { models: t } = told.reader.t
  const route = assistance(one)
  if (route) return named(route, told)
  return <p>{isAtHome(one) ? t.notNeeded : t.noAssistance}</p>
}

const named: OfRoute = (route, told) => {
  const { law, reader, on } = told
  const { routes } = reader.t
  const rule = law.rules.get(route.rule)
  return (
    <>
      <p>
        <Status tone={route.status} word={routes.status[route.status]} means={routes.statusMeans[route.status]} />
      </p>
      <p>
        <a href={withQuery(urls.rule(route.rule), { on })}>{routeName(route, reader)}</a>{' '}
        {route.instrument !== rule?.instrument ? (
          <Treaty id={route.instrument} told={told} />
        ) : (
          <Citation
            source={sourceOf(law, route.rule, rule?.cites[0]?.cite ?? '', reader)}
            marks={marksOf(route, reader)}
          />
        )}
      </p>
    </>
  )
}

/** The treaty that joins the two states, where the route is one for every treaty of its kind. */
function Treaty({ id, told: { law, reader, on } }: { id: string; told: Told }) {
  const treaty = law.at(on).find('instrument', id)
  if (!treaty) return null
  return <Citation source={{ text: reader.law(treaty.short), href: urls.rule(id) }} marks={marksOf(treaty, reader)} />
}

type StepOf = RouteFinding['steps'][number]

const makesIt = ({ does, seat }: StepOf) =>
  (does === 'draft' || does === 'validate' || does === 'approve') &&
  (seat === 'authority' || seat === 'court' || seat === 'central')

function hands(route: RouteFinding, { law, reader }: Told, which: (step: StepOf) => boolean): Child {
  const { seats, acts, routes } = reader.t
  return (
    <Hands
      reader={reader}
      hands={route.steps.filter(which).map(({ seat, state, authority, does, cite }) => ({
        who: authority ? reader.law(authority) : routes.who(seats[seat], reader.country(state)),
        line: (
          <>
            {routes.who(seats[seat], reader.country(state), authority && reader.law(authority))}{' '}
            {acts[does as keyof typeof acts]} <Citation source={sourceOf(law, route.rule, cite, reader)} />
          </>
        ),
      }))}
    />
  )
}

const needs: OfRoute = ({ rule, needs: all }, { law, reader }) => {
  const { routes, models: t } = reader.t
  return (
    <Lines
      reader={reader}
      none={t.noNeed}
      lines={all.map(({ what, cite, met }) => (
        <>
          {reader.law(what)} <span class="soft">({met ? routes.met : routes.notMet})</span>{' '}
          <Citation source={sourceOf(law, rule, cite, reader)} />
        </>
      ))}
    />
  )
}

const time: OfRoute = ({ typicalDays, clocks }, told) => {
  const { routes, models: t } = told.reader.t
  return (
    <>
      {typicalDays !== undefined && <p>{routes.days(told.reader.number(typicalDays))}</p>}
      <Lines
        reader={told.reader}
        none={t.noLimit}
        lines={clocks.map((clock) => (
          <>
            <strong>{lengthInWords(clock, told.reader)}</strong>{' '}
            <RuleLine id={clock.rule} cite={clock.cite} told={told} />
          </>
        ))}
      />
    </>
  )
}

const grounds: OfRoute = (route, told) => (
  <Lines
    reader={told.reader}
    none={told.reader.t.models.none}
    lines={route.grounds.map(({ rule, cite }) => <RuleLine id={rule} cite={cite} told={told} />)}
  />
)

const refusing: OfRoute = ({ rule: id }, told) => {
  const rule = told.law.at(told.on).find('route', id)
  return (
    <Lines
      reader={told.reader}
      none={told.reader.t.models.none}
      lines={(rule?.penalties ?? []).map((penalty) => <PenaltyLine id={penalty} told={told} />)}
    />
  )
}

const barTones = { closed: 'closed', approval: 'approval', unknown: 'unknown' } as const

const bars: Cell = ({ analysis }, told) => {
  const { reader } = told
  const { models: t, routes } = reader.t
  return (
    <Lines
      reader={reader}
      none={t.noBar}
      shown={3}
      lines={barsIn(analysis).map(({ rule, state, status, approval, exposure }) => (
        <>
          <Status tone={barTones[status as keyof typeof barTones]} word={routes.gateStatus[status]} />{' '}
          <span class="soft">{reader.country(state)}</span> <RuleLine id={rule} told={told} />
          {(approval || exposure.length > 0) && (
            <p class="soft">
              {[
                ...(approval ? [routes.approvalOf(reader.law(approval.authority))] : []),
                ...(exposure.length === 1
                  ? [t.onePenalty]
                  : exposure.length > 1
                    ? [t.penalties(reader.number(exposure.length))]
                    : []),
              ].join(' · ')}
            </p>
          )}
        </>
      ))}
    />
  )
}

const conflicts: Cell = ({ facts, analysis }, told) => {
  const { reader } = told
  const { models: t } = reader.t
  return (
    <Lines
      reader={reader}
      none={t.noConflict}
      lines={conflictsIn(analysis).map(([demands, each]) => {
        const forbidding = [...new Set(each.map(({ of }) => reader.country(of)))]
        const ways = new Set(each.flatMap(({ resolutions }) => resolutions.map(({ what }) => what)))
        return (
          <>
            {t.pulls(reader.country(each[0]?.by ?? ''), reader.list(forbidding))} <RuleLine id={demands} told={told} />{' '}
            <a href={`${withQuery(urls.analysis, writeAnswers(facts))}#conflicts`}>
              {t.waysOut(reader.number(ways.size))}
            </a>
          </>
        )
      })}
    />
  )
}

const open: Cell = ({ analysis }, { reader }) => (
  <Lines
    reader={reader}
    none={reader.t.models.nothingOpen}
    lines={analysis.questions.map(({ text }) => reader.law(text))}
  />
)
