import type { Because, GateFinding, RouteFinding } from '../../law/index.ts'
import { optionLabel } from '../interview/words.ts'
import { Fold } from '../ui/fold.tsx'
import { Status } from '../ui/status.tsx'
import { Cite, nameOf, type Reading, RuleLink } from './reading.tsx'

interface Props {
  title: string
  id: string
  routes: readonly RouteFinding[]
  /** The bars of the other side: told once for all ways, at their own place. */
  gates: readonly GateFinding[]
  /** Where that is. */
  gatesAt: string
  /** How many categories were asked about: where all come out alike they are not named one by one. */
  categories: number
  /** Where every condition stands in full. */
  full: string
  reading: Reading
}

/** Each way that is open or can be, with what it still takes; then each closed one with its first reason. */
export function Ways(props: Props) {
  const { title, id, routes, full, reading } = props
  const { reader } = reading
  const { lawPairs: t } = reader.t
  const ways = [...Map.groupBy(routes, ({ rule }) => rule).values()]
  const alive = ways.filter((findings) => findings.some(({ status }) => status !== 'closed'))
  const closed = ways.filter((findings) => !alive.includes(findings))
  return (
    <section class="flow">
      <div class="between">
        <h3 id={id}>{title}</h3>
        <a class="small no-print" href={full}>
          {t.full}
          <span class="hidden-text">: {title}</span>
        </a>
      </div>
      {alive.length === 0 && <p>{t.noWay}</p>}
      <ul class="plain ways">
        {alive.map((findings) => (
          <Way {...props} findings={findings} />
        ))}
      </ul>
      {closed.length > 0 && (
        <Fold title={t.closedWays(reader.number(closed.length))} prints>
          <ul class="rule-list plain">
            {closed.map(([finding]) => finding && <ClosedWay finding={finding} reading={reading} />)}
          </ul>
        </Fold>
      )}
    </section>
  )
}

type Found<T> = Pick<Props, 'gates' | 'gatesAt' | 'categories' | 'reading'> & T

function Way({ findings, ...rest }: Found<{ findings: readonly RouteFinding[] }>) {
  const { reading } = rest
  const { reader, edition } = reading
  const { lawPairs: t, routes } = reader.t
  const [first] = findings
  if (!first) return null
  const instrument = edition.rules.get(first.instrument)
  return (
    <li class="way">
      <p class="way-title">
        <RuleLink id={first.rule} reading={reading} />
      </p>
      <p class="small soft">
        {[
          instrument && nameOf(instrument, reader),
          routes.channel[first.channel],
          first.typicalDays !== undefined && t.usual(reader.number(first.typicalDays)),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {findings.map((finding) => (
        <Outcome {...rest} finding={finding} />
      ))}
    </li>
  )
}

function Outcome({ finding, gates, gatesAt, categories, reading }: Found<{ finding: RouteFinding }>) {
  const { reader } = reading
  const { lawPairs: t } = reader.t
  const { status, data, because, needs, rule } = finding
  const failing = because.filter(({ holds }) => holds === false)
  const unknown = because.filter(({ holds }) => holds === null)
  const ofGates = unknown.filter(({ says }) => gates.some(({ title }) => says.endsWith(` — ${title}`)))
  const open = unknown.filter((line) => !ofGates.includes(line))
  const missing = needs.filter(({ met }) => !met)
  return (
    <div class="outcome">
      <p>
        <Status tone={status} word={t.status[status]} />{' '}
        {data.length === categories ? t.allData : reader.list(data.map((one) => optionLabel(one, reader)))}
      </p>
      {missing.length > 0 && status !== 'closed' && (
        <Lines
          title={t.needs}
          lines={missing.map(({ what, cite }) => ({ says: what, cite }))}
          rule={rule}
          reading={reading}
        />
      )}
      {status !== 'closed' && open.length > 0 && <Lines title={t.if} lines={open} rule={rule} reading={reading} />}
      {status !== 'closed' && ofGates.length > 0 && (
        <p class="small lines">
          <a href={`#${gatesAt}`}>{t.unlessBarred(reader.number(ofGates.length))}</a>
        </p>
      )}
      {failing.length > 0 && (
        <Lines
          title={t.against}
          lines={status === 'closed' ? failing.slice(0, 2) : failing}
          rule={rule}
          reading={reading}
        />
      )}
    </div>
  )
}

function ClosedWay({ finding, reading }: { finding: RouteFinding; reading: Reading }) {
  const [reason] = finding.because
  return (
    <li>
      <RuleLink id={finding.rule} reading={reading} />
      {reason && (
        <p class="small soft">
          {reading.reader.law(reason.says)} <Cite cite={reason.cite} rule={finding.rule} reading={reading} />
        </p>
      )}
    </li>
  )
}

type Line = Pick<Because, 'says' | 'cite' | 'confidence' | 'settled'>

/** Sentences of the law under a word, each with its article. */
export function Lines({
  title,
  lines,
  rule,
  reading,
}: {
  title: string
  lines: readonly Line[]
  rule: string
  reading: Reading
}) {
  return (
    <div class="lines small">
      <p class="soft">{title}</p>
      <ul>
        {lines.map((line) => (
          <li>
            {reading.reader.law(line.says)} <Cite cite={line.cite} rule={rule} reading={reading} sure={line} />
          </li>
        ))}
      </ul>
    </div>
  )
}
