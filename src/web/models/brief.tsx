import type { Child } from 'hono/jsx'
import type { LawBase } from '../../law/index.ts'
import { marksOf } from '../law/marks.ts'
import { fineInWords } from '../law/money.ts'
import { sourceOf } from '../law/sources.ts'
import type { Reader } from '../reader.ts'
import { Citation } from '../ui/citation.tsx'
import { Fold } from '../ui/fold.tsx'
import { urls, withQuery } from '../urls.ts'

/** In what law, in whose words and as of which day a comparison is told. */
export interface Told {
  readonly law: LawBase
  readonly reader: Reader
  readonly on: string
}

/** The first lines of a list; the others wait behind their number. */
export function Lines({
  lines,
  none,
  reader,
  shown = 2,
}: {
  lines: readonly Child[]
  none: string
  reader: Reader
  shown?: number
}) {
  if (lines.length === 0) return <p class="soft">{none}</p>
  const open = lines.length === shown + 1 ? lines : lines.slice(0, shown)
  const more = lines.slice(open.length)
  return (
    <>
      <List lines={open} />
      {more.length > 0 && (
        <Fold title={reader.t.routes.more(more.length)}>
          <List lines={more} />
        </Fold>
      )}
    </>
  )
}

export function List({ lines }: { lines: readonly Child[] }) {
  return (
    <ul class="plain model-lines">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  )
}

/** A rule by its title, with where it stands. */
export function RuleLine({ id, cite, told, children }: { id: string; cite?: string; told: Told; children?: Child }) {
  const { law, reader, on } = told
  const rule = law.at(on).rules.get(id)
  if (!rule) return <>{id}</>
  return (
    <>
      <a href={withQuery(urls.rule(id), { on })}>{reader.law(rule.title)}</a>{' '}
      <Citation source={sourceOf(law, id, cite ?? rule.cites[0]?.cite ?? '', reader)} marks={marksOf(rule, reader)} />
      {children}
    </>
  )
}

/** A penalty with its sum. */
export function PenaltyLine({ id, told }: { id: string; told: Told }) {
  const rule = told.law.at(told.on).find('penalty', id)
  const fine = rule && fineInWords(rule, told.reader)
  return (
    <RuleLine id={id} told={told}>
      {fine && <strong> {fine}</strong>}
    </RuleLine>
  )
}

/** Organ after organ in one line; each with its act and article behind it. */
export function Hands({ hands, reader }: { hands: readonly { who: string; line: Child }[]; reader: Reader }) {
  const { models: t } = reader.t
  const names = hands.map(({ who }) => shortened(who)).filter((who, i, all) => who !== all[i - 1])
  if (names.length === 0) return <p class="soft">{t.none}</p>
  return (
    <>
      <p>{names.join(' → ')}</p>
      <Fold title={t.steps(reader.number(hands.length))}>
        <ol class="model-hands">
          {hands.map(({ line }) => (
            <li>{line}</li>
          ))}
        </ol>
      </Fold>
    </>
  )
}

/** An organ without what follows its name: `Foreign-contact organ: Ministry of Justice, unless …`. */
const shortened = (name: string): string => name.split(/[:：;；]/)[0] ?? name
